"""Plain questions: understood with the machinery that reads articles, answered from the store.

    spotting      the actors of the graph, and the time, in a question
    statements    the question as statements, with stand-ins for the actors and for whom is asked
    reading       the statements read; what they claim is what is asked
    answering     the answer, from links, chains and time lines

No model writes an answer: each is a list of links with the sentences behind them.
"""

from graphbuild.answers.questions.answering import Reply, ask, reply
from graphbuild.answers.questions.question import Kind, Question

__all__ = ["Kind", "Question", "Reply", "ask", "reply"]
