"""Matching of a pattern's words in a parse: "take _ into custody" from the verb down to the slot.

The notation is that of the ontology. Each word of a pattern is looked for among the dependents of the last one found,
then of the head, and then of the head's object, to which the parser may have attached it.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import Frame, FrameKind

SLOT = "_"
GENITIVE = "of"  # the preposition for which a genitive may stand
# The dependents among which a pattern's word may be found.
LINKS = frozenset(
    ("prt prep dobj attr acomp oprd advmod pobj dative agent npadvmod xcomp amod compound ccomp appos neg").split()
)
FixedWords = tuple[str, ...]


def around_head(frame: Frame) -> tuple[FixedWords, str, FixedWords]:
    """Return the words before the head noun, the head, and the words after it ("prime", "minister", "of _")."""
    if frame.kind not in {FrameKind.ROLE, FrameKind.NOUN}:
        return (), frame.head, () if frame.kind is FrameKind.COMPOUND else frame.words
    words = [frame.head, *frame.words]
    cut = 1
    while (
        cut < len(words)
        and words[cut] != SLOT
        and "|" not in words[cut]
        and words[cut] not in FUNCTION_WORDS.prepositions
    ):
        cut += 1
    return tuple(words[: cut - 1]), words[cut - 1], tuple(words[cut:])


def walk(head: Token, words: FixedWords) -> tuple[list[Token], Token, bool] | None:
    """Follow a frame's words down from its head.

    Returns:
        The matched tokens, the last of them, and whether the slot is the head's direct object; None if a word is
            missing.
    """
    trigger, last, direct = [head], head, not words
    for word in words:
        if word == SLOT:
            if last.i == head.i:
                direct = True
            continue
        holders = [
            last,
            *([head] if last.i != head.i else []),
            *(grammar.children(head, "dobj") if direct else []),
        ]
        holders += _dates(head)
        found = (_step(holder, word, reflexive=word == "oneself" and holder.i == last.i) for holder in holders)
        step = next((s for s in found if s is not None), None)
        if step is None:
            owner = _owner(head, last, word) if word is words[-1] else None
            return (trigger, owner, False) if owner is not None else None
        trigger.append(step)
        last = step
    if SLOT not in words and last.i != head.i:
        direct = last.dep_ == "prt" and not any(c.dep_ in {"pobj", "pcomp"} for c in last.children)
    elif SLOT in words:
        direct = _slot_is_direct(words)
    return trigger, last if SLOT not in words or words[-1] == SLOT else _before_slot(trigger, words), direct


def _owner(head: Token, last: Token, word: str) -> Token | None:
    """Return the genitive that stands where a pattern has "of" behind its noun: "quashed his conviction"."""
    if last.i == head.i or last.pos_ != "NOUN" or GENITIVE not in word.split("|"):
        return None
    return next(iter(grammar.children(last, "poss")), None)


def _dates(head: Token) -> list[Token]:
    """Return the date phrases of a verb, to which the parser often attaches what follows ("born on May 5, 1907, in
    Oslo").
    """
    return [
        date
        for prep in grammar.children(head, "prep")
        for date in grammar.children(prep, "pobj")
        if date.ent_type_ == "DATE"
    ]


def _slot_is_direct(words: FixedWords) -> bool:
    """Return True if only particles, or nothing, precede the slot of a pattern."""
    before = words[: words.index(SLOT)]
    return not before or all(w in FUNCTION_WORDS.particles for w in before)


def _before_slot(trigger: list[Token], words: FixedWords) -> Token:
    """Return the trigger token after which the slot of a pattern stands."""
    return trigger[words.index(SLOT)]


def _step(governor: Token, word: str, *, reflexive: bool) -> Token | None:
    """Return the dependent that matches a word of the pattern, or None."""
    wanted = word.split("|")
    for child in governor.children:
        if child.dep_ not in LINKS and child.dep_ != "nsubjpass":
            continue
        if child.dep_ == "appos" and (any(child.children) or child.lower_ not in wanted):
            continue  # only "took the engineer hostage"
        if child.dep_ == "prep" and _only_dates(child):
            continue
        if reflexive and child.lower_.endswith(FUNCTION_WORDS.reflexive_endings):
            return child
        if child.lower_ in wanted or child.lemma_.lower() in wanted:
            return child
        for other in child.children:
            if other.dep_ == "conj" and child.dep_ == "prep" and other.lower_ in wanted:
                return other
    return None


def _only_dates(preposition: Token) -> bool:
    """Return True if a preposition has only a date as object: "advised the firm on Monday"."""
    objects = grammar.children(preposition, "pobj")
    return bool(objects) and all(t.ent_type_ in {"DATE", "TIME"} for t in objects)


def all_objects_of(preposition: Token) -> tuple[Token, ...]:
    """Return the objects of all equal prepositions of a word ("born in 1817 in Concord"); a genitive is its own."""
    if preposition.dep_ == "poss":
        return tuple(grammar.possessors(preposition.head))
    same = [c for c in preposition.head.children if c.dep_ == preposition.dep_ and c.lower_ == preposition.lower_]
    return tuple(t for p in same for t in _objects_of(p)) if preposition.dep_ == "prep" else _objects_of(preposition)


def _objects_of(preposition: Token) -> tuple[Token, ...]:
    """Return the objects of a preposition; a second preposition is passed through ("from within the party")."""
    found = [t for p in grammar.children(preposition, "pobj") for t in grammar.conjuncts(grammar.antecedent(p))]
    found += grammar.strayed(preposition)
    for c in grammar.children(preposition, "prep"):
        found += _objects_of(c)
    if not found and preposition.dep_ == "prep":
        found = _relative_object(preposition)
    for c in grammar.children(preposition, "conj"):
        if c.lower_ == preposition.lower_:
            found += _objects_of(c)
    return tuple(found)


def _relative_object(preposition: Token) -> list[Token]:
    """Return the antecedent as the object of a stranded preposition: "the militia that he belonged to"."""
    verb = preposition.head
    return [verb.head] if verb.dep_ == "relcl" and not list(preposition.children) else []


def alternatives(words: FixedWords) -> tuple[str, ...]:
    """Return every word that a pattern allows, without the slot."""
    return tuple(w for word in words if word != SLOT for w in word.split("|"))


def counted(noun: Token) -> list[Token]:
    """Return a noun, and what it is a number of ("millions of refugees")."""
    number = noun.lemma_.lower() in NOMINALIZATIONS.transparent
    return [noun, *grammar.prepositional(noun, "of")] if number else [noun]


def preceded(noun: Token, before: FixedWords) -> bool:
    """Return True if these words come right before a noun ("prime" before "minister")."""
    if noun.i < len(before):
        return False
    return all(noun.doc[noun.i - len(before) + k].lower_ == word for k, word in enumerate(before))


def modified(token: Token) -> Token | None:
    """Return the noun that a compound adjective modifies, or None."""
    for _ in range(control.MAX_DEPTH):
        if token.head.i == token.i:
            return None
        if token.dep_ in {"amod", "compound", "nmod", "npadvmod", "punct", "advmod", "dep"}:
            token = token.head
            if token.pos_ in {"NOUN", "PROPN"}:
                return token
        elif token.dep_ in {"acomp", "attr", "oprd"}:
            return next(iter(control.subjects(token.head)), None)
        else:
            return None
    return None
