"""Speech over a clause: what is done to an actor by saying something of it.

"X said Y must go" asks something of Y, "X said Y was responsible" accuses Y, "X called Y a coward" disapproves, "X
threatened to attack Y" threatens. The subject of the clause, or whom it hits, is the one spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex, allowed
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.knowledge.ontology import Ontology

TOWARDS = ("on", "against", "at", "with", "in")
NAMING = frozenset({"call", "brand", "label", "dub", "describe", "denounce", "consider", "deem", "term"})
INFINITIVE_OBLIGATIONS = frozenset({"need", "have", "ought"})
# "It was wrong to ..." judges no actor.
IMPERSONAL = frozenset({"it", "this", "that", "there", "which", "what"})
# Verbs and nouns that ask "for somebody to do something".
REQUESTS = frozenset("appeal argue ask call campaign demand lobby plead plea press push request".split())
PAST_TAGS = frozenset({"VBD", "VBN"})
# A relation, whom it is about, and the words that tell it, the first of them the one it hangs on.
Act = tuple[str, tuple[int, ...], tuple[Token, ...]]


def speech_events(doc: Doc, clusters: Clusters, places: MentionIndex, ontology: Ontology) -> Iterator[Event]:
    """Every such act of speech in a document."""
    for word in doc:
        if word.pos_ == "VERB":
            acts = [*_acts(word, clusters, places), *_asked_for(word, places)]
            if acts and grammar.is_passive(word):
                continue
            speakers = places.standing_for(control.subjects(word)) if acts else ()
        elif word.pos_ == "NOUN" and word.lemma_.lower() in REQUESTS:
            acts = [*_asked_for(word, places)]
            speakers = places.standing_for(_voices(word)) if acts else ()
        else:
            continue
        for relation, spoken_of, trigger in acts:
            yield from _event(relation, speakers, spoken_of, trigger, clusters, ontology)


def _event(
    relation: str,
    speakers: tuple[int, ...],
    spoken_of: tuple[int, ...],
    trigger: tuple[Token, ...],
    clusters: Clusters,
    ontology: Ontology,
) -> Iterator[Event]:
    known = ontology.relations.get(relation)
    if known is None:
        return
    subjects = tuple(i for i in speakers if allowed(clusters, i, known.subject))
    objects = tuple(i for i in spoken_of if allowed(clusters, i, known.object))
    if subjects and objects:
        head = trigger[0]
        kind = "verbs" if head.pos_ == "VERB" else "nouns"
        yield Event(
            relation=relation,
            rule=f"{relation}/{kind}/{head.lemma_.lower()} + clause",
            kind=kind,
            trigger=tuple(t.i for t in trigger),
            head=head.i,
            subjects=subjects,
            objects=objects,
        )


def _voices(noun: Token) -> list[Token]:
    """Who utters a request: its owner, its author, or the subject of the verb that it is the object of."""
    return grammar.possessors(noun) or grammar.agents(noun) or control.controllers(noun)


def _asked_for(word: Token, places: MentionIndex) -> Iterator[Act]:
    """ "Called for the mayor to resign", "repeated calls for the mayor to resign"."""
    if word.lemma_.lower() not in REQUESTS:
        return
    marks = {"for"} if word.pos_ == "VERB" else {"for", "that"}
    for clause in grammar.children(word, "advcl", "acl", "ccomp", "xcomp"):
        if clause.tag_ in {"VB", "VBP"} and any(c.dep_ == "mark" and c.lower_ in marks for c in clause.children):
            yield "demands_of", places.standing_for(grammar.children(clause, "nsubj")), (word,)
        elif clause.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children):
            asked = [t for t in grammar.prepositional(word, "for") if t.i < clause.i]
            yield "demands_of", places.standing_for(asked), (word,)


def _acts(verb: Token, clusters: Clusters, places: MentionIndex) -> Iterator[Act]:
    """What a verb and its clause do to somebody."""
    lexicon = clusters.lexicon
    reached = lexicon.complements.get(verb.lemma_.lower())
    if reached is not None:
        relation, side = reached
        for clause in grammar.children(verb, "xcomp", "ccomp"):
            if side == "object" and clause.tag_ in {"VB", "VBP", "VBZ"}:
                yield relation, _hit(clause, places), (verb,)
            elif side == "subject" and (clause.tag_ not in PAST_TAGS or relation == "accuses"):
                yield relation, places.standing_for(grammar.children(clause, "nsubj", "nsubjpass")), (verb,)
            elif side == "listener" and clause.tag_ == "VB" and (listeners := _listeners(verb, clause)):
                yield relation, places.standing_for(listeners), (verb, *listeners[:1])
        if side != "listener":
            return
    if verb.lemma_.lower() in NAMING:
        yield from _named(verb, clusters, places)
        return
    cue = cue_words.governor(verb, lexicon.cues)
    if cue is None or not cue.speech:
        return
    for clause in grammar.children(verb, "ccomp"):
        relation_word = _said(clause, clusters)
        if relation_word is not None:
            told, word = relation_word
            if told == "demands_of" and verb.lemma_.lower() in lexicon.opinions:
                continue
            yield told, places.standing_for(grammar.children(clause, "nsubj")), (verb, word)


def _listeners(verb: Token, clause: Token) -> list[Token]:
    """ "Told [the rebels] to leave": the verb's object, or to the parser the subject of the infinitive."""
    if not any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children):
        return []
    return [t for t in grammar.objects(verb) if t.i < clause.i] or grammar.children(clause, "nsubj")


def _hit(clause: Token, places: MentionIndex) -> tuple[int, ...]:
    """Whom a threatened deed would hit: its object, or who stands behind it ("close the border with Iran")."""
    nouns = grammar.objects(clause)
    found = places.standing_for(nouns)
    beside = [t for holder in (clause, *nouns) for t in grammar.prepositional(holder, *TOWARDS)]
    return (*found, *(i for i in places.standing_for(beside) if i not in found))


def _said(clause: Token, clusters: Clusters) -> tuple[str, Token] | None:
    """What a reported clause does to its subject, and the word by which."""
    lexicon = clusters.lexicon
    if any(c.dep_ == "neg" or (c.dep_ == "nsubj" and c.lower_ in IMPERSONAL) for c in clause.children):
        return None
    if grammar.is_passive(clause):
        return None
    if clause.lemma_ == "be" or clause.pos_ == "AUX":
        for said in (*grammar.children(clause, "acomp", "attr", "prep", "oprd"), *_to_blame(clause)):
            word = said.lemma_.lower()
            if word in lexicon.blame and not _in_charge(said, clusters):
                return "accuses", said
            if word in lexicon.reproach:
                return "criticises", said
    for aux in grammar.children(clause, "aux"):
        if aux.lower_ in lexicon.obligations - INFINITIVE_OBLIGATIONS:
            return "demands_of", aux
    ahead = any(c.dep_ == "aux" for c in clause.children)  # "will have to wait" foresees, it does not ask
    if clause.lemma_.lower() in lexicon.obligations and grammar.children(clause, "xcomp") and not ahead:
        return "demands_of", clause
    idle = clause.lemma_ == "do" and any(c.lower_ in {"little", "nothing"} for c in grammar.children(clause, "dobj"))
    if idle and clause.tag_ != "VB":
        return "criticises", clause
    if clause.lemma_.lower() in lexicon.faults and clause.tag_ in {*PAST_TAGS, "VBZ", "VBP", "VBG"}:
        return "criticises", clause
    return None


def _in_charge(word: Token, clusters: Clusters) -> bool:
    """ "Responsible for security", "responsible for making sure": a task, not a fault."""
    for prep in grammar.preposition_tokens(word, "for"):
        for inner in prep.children:
            if inner.dep_ == "pcomp" or inner.lemma_.lower() in clusters.lexicon.tasks:
                return True
    return False


def _to_blame(clause: Token) -> list[Token]:
    """ "was to blame", "is at fault"."""
    inner = [c for p in grammar.children(clause, "prep") for c in grammar.children(p, "pobj")]
    return [*inner, *grammar.children(clause, "xcomp")]


def _named(verb: Token, clusters: Clusters, places: MentionIndex) -> Iterator[Act]:
    """ "called him a coward", "described Bell as reckless"."""
    beside = [
        *grammar.children(verb, "oprd"),
        *(c for p in grammar.preposition_tokens(verb, "as") for c in p.children),
    ]
    for word in beside:
        if word.lemma_.lower() in clusters.lexicon.reproach:
            named = grammar.objects(verb) or [c for c in beside if c.i < word.i]  # two predicates to the parser
            yield "criticises", places.standing_for(named), (verb, word)
    for clause in grammar.children(verb, "ccomp"):  # a small clause: "called [the union irresponsible]"
        small = [clause, *grammar.children(clause, "acomp", "attr")]
        for word in small:
            if word.lemma_.lower() in clusters.lexicon.reproach:
                subjects = grammar.children(clause, "nsubj")
                yield "criticises", places.standing_for(subjects), (verb, word)
