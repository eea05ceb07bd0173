"""Plain questions, parsed with the pipeline that reads articles and answered from the store.

    spotting         find the actors of the graph, and the time, in a question
    statements       turn the question into statements, with placeholders for actors and for who is asked
    remembered       what statements were read as before, so that the language model need not be loaded
    understanding    read the statements; the claims in them are what is asked
    answering        answer it with links, paths and timelines

No model writes an answer: each is a list of links with the sentences behind them.
"""

from graphbuild.answers.questions.answering import Reply, ask, reply
from graphbuild.answers.questions.question import Kind, Question

__all__ = ["Kind", "Question", "Reply", "ask", "reply"]
