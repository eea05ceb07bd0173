"""Speech acts: events that consist in saying something about an actor in a clause.

"X said Y must go" asks something of Y, "X said Y was responsible" accuses Y, "X called Y a coward" disapproves, "X
threatened to attack Y" threatens. The object of the event is the subject of the clause, or its object.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.extraction.syntax.inquiries import inquires
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH, Complement
from graphbuild.knowledge.ontology.structural import ACCUSES, CRITICISES, DEMANDS_OF, TELLS

HOSTILE = frozenset({"force", "opposition"})
PAST_TAGS = frozenset({"VBD", "VBN"})
# A relation, the mentions that it is about, and its trigger words, the head first.
Act = tuple[str, tuple[int, ...], tuple[Token, ...]]


def speech_events(context: DocumentContext) -> Iterator[Event]:
    """The speech acts of all verbs and of all nouns that ask for something."""
    for word in context.doc:
        if word.pos_ == "VERB":
            acts = [*_asked(context, word)] if inquires(word) else [*_acts(context, word), *_asked_for(context, word)]
            if acts and grammar.is_passive(word):
                continue
            speakers = context.mentions_of(control.subjects(word)) if acts else ()
        elif word.pos_ == "NOUN" and word.lemma_.lower() in SPEECH.requests | SPEECH.accusing | SPEECH.worrying:
            laid_at = [*_laid_at(context, word)]
            acts = [*_asked_for(context, word), *laid_at]
            speakers = context.mentions_of(_tellers(word) if laid_at else _voices(word)) if acts else ()
        else:
            continue
        for relation, spoken_of, trigger in acts:
            if relation == ACCUSES:
                spoken_of = _not_their_own(context, speakers, spoken_of)
            pattern = f"{trigger[0].lemma_.lower()} + clause"
            event = typed_event(context, relation, speakers, spoken_of, trigger, pattern)
            if event is not None:
                yield event


def _not_their_own(context: DocumentContext, speakers: tuple[int, ...], told_of: tuple[int, ...]) -> tuple[int, ...]:
    """Those told of who are not the speakers' own: "Friends of Holt alleged he was given ..." does not accuse him."""
    heads = [context.head(i) for i in speakers]
    own = context.mentions_of(t for h in heads for t in (*grammar.possessors(h), *grammar.prepositional(h, "of")))
    return tuple(i for i in told_of if not any(context.same_actor(i, j) for j in own))


def _voices(noun: Token) -> list[Token]:
    """The speakers of a request: its owner, its author, or the subject of the verb that it is the object of."""
    return grammar.possessors(noun) or grammar.agents(noun) or control.controllers(noun)


def _asked(context: DocumentContext, verb: Token) -> Iterator[Act]:
    """The telling that a question is: "asked Holt whether he had paid" demands nothing."""
    yield TELLS, context.mentions_of(grammar.objects(verb)), (verb,)


def _asked_for(context: DocumentContext, word: Token) -> Iterator[Act]:
    """The demands of a request with a clause: "called for the mayor to resign", "repeated calls for him to resign"."""
    if word.lemma_.lower() not in SPEECH.requests:
        return
    marks = {"for"} if word.pos_ == "VERB" else {"for", "that"}
    for clause in grammar.children(word, "advcl", "acl", "ccomp", "xcomp"):
        if clause.tag_ in {"VB", "VBP"} and any(c.dep_ == "mark" and c.lower_ in marks for c in clause.children):
            yield DEMANDS_OF, context.mentions_of(grammar.children(clause, "nsubj")), (word,)
        elif clause.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children):
            asked = [t for t in grammar.prepositional(word, "for") if t.i < clause.i]
            yield DEMANDS_OF, context.mentions_of(asked), (word,)


def _tellers(noun: Token) -> list[Token]:
    """Who accuses or complains: the owner of the noun, its author, or the subject of a verb of voicing before it."""
    voiced = noun.dep_ == "dobj" and noun.head.lemma_.lower() in SPEECH.voicing
    return grammar.possessors(noun) or grammar.agents(noun) or (control.controllers(noun) if voiced else [])


def _laid_at(context: DocumentContext, noun: Token) -> Iterator[Act]:
    """The accusation or disapproval of a noun's clause: "a claim by Holt that Bell stole", "voiced concern that"."""
    lemma = noun.lemma_.lower()
    if lemma not in SPEECH.accusing | SPEECH.worrying:
        return
    relation = ACCUSES if lemma in SPEECH.accusing else CRITICISES
    for clause in grammar.children(noun, "acl", "ccomp"):
        if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children) and not grammar.is_passive(clause):
            told_of = [t for c in grammar.children(clause, "nsubj") for t in grammar.conjuncts(c)]
            yield relation, context.mentions_of(told_of), (noun,)


def _acts(context: DocumentContext, verb: Token) -> Iterator[Act]:
    """The speech acts of a verb and its clause."""
    lexicon = context.lexicon
    reached = SPEECH.complements.get(verb.lemma_.lower())
    if reached is not None:
        yield from _by_complement(context, verb, reached)
        if reached.of == "object" or (reached.of == "subject" and not reached.hostile):
            return
    if verb.lemma_.lower() in SPEECH.naming:
        yield from _named(context, verb)
        return
    cue = cue_words.governor(verb, lexicon.cues)
    if cue is None or not cue.speech:
        return
    for clause in grammar.children(verb, "ccomp"):
        relation_word = _said(context, clause)
        if relation_word is not None:
            relation, word = relation_word
            if relation == DEMANDS_OF and verb.lemma_.lower() in SPEECH.opinions:
                continue
            yield relation, _spoken_of(context, verb, clause, doings=relation == CRITICISES), (verb, word)


def _spoken_of(context: DocumentContext, verb: Token, clause: Token, *, doings: bool) -> tuple[int, ...]:
    """The subjects of a reported clause; a pronoun after a listener is that one: "told Bell he should resign".

    Args:
        context: the document.
        verb: of saying.
        clause: what is said.
        doings: whether the owner of what the subject names is meant: "said that Bell's decision was reckless".
    """
    own = [t for c in grammar.children(clause, "nsubj") for t in grammar.conjuncts(c)]
    listeners = [t for t in grammar.objects(verb) if t.i < clause.i] if own and own[0].pos_ == "PRON" else []
    meant = context.mentions_of(listeners or own)
    return meant or (context.owners_of(own) if doings else ())


def _by_complement(context: DocumentContext, verb: Token, reached: Complement) -> Iterator[Act]:
    """What a verb does to somebody through its clause; a question only tells: "asked him whether Bell had left"."""
    relation, side = reached.relation, reached.of
    clauses = grammar.children(verb, "xcomp", "ccomp")
    if relation == DEMANDS_OF and any(c.left_edge.lower_ in SPEECH.questioning for c in clauses):
        yield from _asked(context, verb)
        return
    for clause in clauses:
        if side == "object" and clause.tag_ in {"VB", "VBP", "VBZ"} and _hostile(context, clause, reached):
            yield (relation, _hit(context, clause), (verb,))
        elif side == "subject" and _meant(clause, reached) and _hostile(context, clause, reached):
            told_of = ("nsubj",) if reached.past else ("nsubj", "nsubjpass")  # a victim is accused of nothing
            named = [t for c in grammar.children(clause, *told_of) for t in grammar.conjuncts(c)]
            yield relation, context.mentions_of(named), (verb,)
        elif side == "listener" and clause.tag_ == "VB" and (listeners := _listeners(verb, clause)):
            yield relation, context.mentions_of(listeners), (verb, *listeners[:1])


def _meant(clause: Token, reached: Complement) -> bool:
    """Whether a clause has the form in which a verb's complement reaches its subject."""
    if reached.unreal:
        return clause.tag_ == "VB" and not grammar.children(clause, "aux")
    return reached.past or clause.tag_ not in PAST_TAGS


def _hostile(context: DocumentContext, verb: Token, reached: Complement) -> bool:
    """Whether a verb names an act of force or opposition, where only such a one counts."""
    if not reached.hostile or verb.lemma_.lower() in SPEECH.wrongdoing:
        return True
    families = (context.ontology.relation(match.frame.relation).family for match in context.matches_at(verb.i))
    return any(family in HOSTILE for family in families)


def _listeners(verb: Token, clause: Token) -> list[Token]:
    """The listeners of "told [the rebels] to leave": the verb's object, or in the parse the infinitive's subject."""
    if not any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children):
        return []
    return [t for t in grammar.objects(verb) if t.i < clause.i] or grammar.children(clause, "nsubj")


def _hit(context: DocumentContext, clause: Token) -> tuple[int, ...]:
    """The patients of a threatened act: its objects, or those in its phrases ("close the border with Iran")."""
    nouns = grammar.objects(clause)
    found = context.mentions_of(nouns)
    beside = [t for holder in (clause, *nouns) for t in grammar.prepositional(holder, *FUNCTION_WORDS.towards)]
    return (*found, *(i for i in context.mentions_of(beside) if i not in found))


def _said(context: DocumentContext, clause: Token) -> tuple[str, Token] | None:
    """The relation of a reported clause to its subject, with the word that shows it; None if there is none."""
    impersonal = FUNCTION_WORDS.impersonal_subjects
    if grammar.is_passive(clause) or any(c.dep_ == "nsubj" and c.lower_ in impersonal for c in clause.children):
        return None
    if denied := grammar.children(clause, "neg"):
        return _undone(clause, denied[0])
    if clause.lemma_ == "be" or clause.pos_ == "AUX":
        for said in (*grammar.children(clause, "acomp", "attr", "prep", "oprd"), *_to_blame(clause)):
            word = said.lemma_.lower()
            if word in SPEECH.blame and not _in_charge(context, said) and not _foreseen(clause, said):
                return ACCUSES, said
            if word in SPEECH.reproach:
                return CRITICISES, said
    for aux in grammar.children(clause, "aux"):
        if aux.lower_ in SPEECH.obligations - SPEECH.infinitive_obligations:
            return DEMANDS_OF, aux
    ahead = any(c.dep_ == "aux" for c in clause.children)  # "will have to wait" foresees, it does not ask
    if clause.lemma_.lower() in SPEECH.obligations and grammar.children(clause, "xcomp") and not ahead:
        return DEMANDS_OF, clause
    idle = clause.lemma_ == "do" and any(c.lower_ in SPEECH.inaction for c in grammar.children(clause, "dobj"))
    if idle and clause.tag_ != "VB":
        return CRITICISES, clause
    if clause.lemma_.lower() in SPEECH.faults and clause.tag_ in {*PAST_TAGS, "VBZ", "VBP", "VBG"}:
        return CRITICISES, clause
    return _wrong(clause)


def _wrong(clause: Token) -> tuple[str, Token] | None:
    """The accusation of a wrong that somebody did or seeks to do: "had rigged the vote", "was trying to rig it"."""
    done = [clause] if clause.tag_ in {*PAST_TAGS, "VBZ", "VBP", "VBG"} else []
    sought = grammar.children(clause, "xcomp") if clause.lemma_.lower() in SPEECH.seeking else []
    for deed in (*done, *sought):
        if deed.lemma_.lower() in SPEECH.wrongdoing and not grammar.is_passive(deed):
            return ACCUSES, deed
    return None


def _undone(clause: Token, denied: Token) -> tuple[str, Token] | None:
    """The criticism of what somebody did not do or is not: "had not kept its word", "was not independent"."""
    done = [clause, *grammar.children(clause, "acomp", "attr")]
    if any(c.lower_ in SPEECH.foreseeing for c in grammar.children(clause, "aux")):
        return None
    if any(t.lemma_.lower() in SPEECH.duties for t in done):
        return CRITICISES, denied
    return None


def _foreseen(clause: Token, predicate: Token) -> bool:
    """Whether a predicate of blame says what would be, or compares: "would be more accountable", "is behind Oslo"."""
    ahead = any(c.lower_ in SPEECH.foreseeing for c in grammar.children(clause, "aux"))
    ranked = predicate.pos_ == "ADP" and any(c.ent_type_ for c in grammar.children(predicate, "pobj"))
    return ahead or ranked or any(c.lower_ in SPEECH.comparing for c in grammar.children(predicate, "advmod"))


def _in_charge(context: DocumentContext, word: Token) -> bool:
    """Whether a word names a task, not a fault: "responsible for security", "responsible for making sure"."""
    for prep in grammar.preposition_tokens(word, "for"):
        for inner in prep.children:
            if inner.dep_ == "pcomp" or inner.lemma_.lower() in SPEECH.tasks:
                return True
    return False


def _to_blame(clause: Token) -> list[Token]:
    """The words of blame below a copula's preposition or infinitive: "was to blame", "is at fault"."""
    inner = [c for p in grammar.children(clause, "prep") for c in grammar.children(p, "pobj")]
    return [*inner, *grammar.children(clause, "xcomp")]


def _named(context: DocumentContext, verb: Token) -> Iterator[Act]:
    """The criticism in a predicate of the object: "called him a coward", "described Bell as reckless"."""
    beside = [
        *grammar.children(verb, "oprd"),
        *(c for p in grammar.preposition_tokens(verb, "as") for c in p.children),
    ]
    for word in beside:
        if word.lemma_.lower() in SPEECH.reproach:
            named = grammar.objects(verb) or [c for c in beside if c.i < word.i]  # two predicates to the parser
            yield CRITICISES, context.mentions_of(named) or context.owners_of(named), (verb, word)
    for clause in grammar.children(verb, "ccomp"):  # a small clause: "called [the union irresponsible]"
        small = [clause, *grammar.children(clause, "acomp", "attr")]
        for word in small:
            if word.lemma_.lower() in SPEECH.reproach:
                subjects = grammar.children(clause, "nsubj")
                yield CRITICISES, context.mentions_of(subjects) or context.owners_of(subjects), (verb, word)
