"""Objects, agents, owners, coordination and clauses in a spaCy dependency parse.

The parse has the ClearNLP labels of spaCy's English models. This module is about grammar alone: no relation, no actor,
no words except function words. Tokens are compared by `.i`. `control` finds subjects that are understood.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
WH_TAGS = frozenset({"WP", "WP$", "WDT", "WRB"})
"""Tags of the words that open questions and relative clauses."""
PASSIVE = frozenset({"auxpass", "nsubjpass", "csubjpass"})
# What a verb has of its own where it shares no object with the next one, and what may stand between those two.
COMPLEMENTS = frozenset({"prep", "prt", "ccomp", "xcomp", "acomp"})
BETWEEN_VERBS = frozenset({"ADV", "AUX", "CCONJ", "PART", "PUNCT", "VERB"})


def children(token: Token, *labels: str) -> list[Token]:
    """Return the direct dependents of a token with one of these labels, in text order."""
    if not (token.n_lefts or token.n_rights):  # half of all words; faster than iterating over no children
        return []
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all conjuncts below it ("A, B and C" from A), in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ != "VERB" and not _contrast(child):
            found += conjuncts(child)
        elif child.dep_ == "appos" and child.pos_ in {"PROPN", "NOUN"}:
            found += _behind_apposition(token, child)
    return found


def _behind_apposition(token: Token, apposed: Token) -> list[Token]:
    """Return what is coordinated with a noun and attached to an apposition, which may itself be of the series."""
    rest = conjuncts(apposed)
    if apposed.pos_ == "PROPN":
        listed = len(rest) > 1 and (token.tag_ == "NNS" or _series(token, rest))  # "three cartels, A, B and C"
        return rest if listed else rest[1:]  # "the agency Roskosmos and the bank": attached to the name
    if len(rest) == 1 or not _closed(apposed, rest[1]):
        return []  # "Bell, a doctor and activist"
    number = any(c.dep_ == "nummod" for c in apposed.children)
    counted = token.tag_ != "NNS" and (number or apposed.lower_ == token.lower_)
    return rest if counted else [t for t in rest[1:] if _phrase(t)]  # "the union, two parties, and a church"


def _closed(apposed: Token, after: Token) -> bool:
    """Return True if a comma closes an apposition before the next of a series: "Bell, a doctor, and his wife"."""
    first = after.left_edge
    before = first.nbor(-1) if first.i > apposed.i + 1 else apposed
    if before.dep_ == "cc" and before.i > apposed.i + 1:
        before = before.nbor(-1)
    return bool(before.text == ",")


def _phrase(noun: Token) -> bool:
    """Return True if a noun is a name or has a determiner, an owner or a number of its own."""
    return noun.pos_ == "PROPN" or any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)


def _series(token: Token, rest: list[Token]) -> bool:
    """Return True if an apposition is really a series of three.

    "Norland, the Northern League and the Velde Council agreed": the parser takes the second for another name of the
    first. A comma closes an apposition; a series has none before its "and".
    """
    kinds = {token.ent_type_, rest[0].ent_type_}
    if kinds == {"PERSON"}:
        return any(c.dep_ == "cc" for c in rest[0].children)
    if not kinds <= {"GPE", "ORG"} or "ORG" not in kinds or token.nbor(1).text != ",":
        return False
    joined = next((c for c in rest[0].children if c.dep_ == "cc"), None)
    return joined is not None and joined.lower_ == "and" and joined.nbor(-1).text != ","


def _contrast(token: Token) -> bool:
    """Return True if a conjunct contrasts with its head ("X, not Y"; "X but not Y")."""
    return any(c.dep_ == "neg" for c in token.children) or any(
        c.dep_ == "cc" and c.lower_ in FUNCTION_WORDS.contrasting for c in token.head.children
    )


def antecedent(token: Token) -> Token:
    """Return the noun to which a relative pronoun refers; any other token itself."""
    if token.tag_ not in {"WP", "WDT", "WP$"} and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return token
    if (cleft := _cleft(token)) is not None:
        return cleft
    clause = relative_clause(token)
    return clause.head if clause is not None else token


def _cleft(pronoun: Token) -> Token | None:
    """Return the noun that a cleft singles out: "It was Reld who ..."."""
    copula = pronoun.head.head
    if pronoun.head.dep_ != "ccomp" or copula.lemma_ != "be":
        return None
    singled = [c for c in copula.children if c.dep_ == "attr" and c.i == pronoun.i - 1]
    return singled[0] if singled and any(c.lower_ == "it" for c in copula.children) else None


def relative_clause(token: Token) -> Token | None:
    """Return the verb of the relative clause that a relative pronoun opens, or None."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor
    return None


def is_passive(verb: Token) -> bool:
    """Return True if a verb form is passive: it has a passive auxiliary, or is a bare past participle that modifies."""
    below = {child.dep_ for child in verb.children}
    if below & PASSIVE:
        return True
    active = below & {"aux", "nsubj", "dobj"}
    if verb.tag_ != "VBN" or active:  # "the men arrested by police": a reduced relative tagged as past tense
        return verb.tag_ in {"VBN", "VBD"} and "agent" in below and not active
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "amod", "advcl", "relcl", "pcomp", "ROOT", "oprd", "xcomp", "ccomp", "conj", "dep"}


def path(first: Token, second: Token) -> list[Token]:
    """Return the tokens on the way through the parse from one to another, both included; none if in two trees."""
    up = [first, *first.ancestors]
    index = {t.i: n for n, t in enumerate(up)}
    down: list[Token] = []
    for node in (second, *second.ancestors):
        if node.i in index:
            return [*up[: index[node.i] + 1], *reversed(down)]
        down.append(node)
    return []


def possessors(noun: Token) -> list[Token]:
    """Return the genitives of a noun ("Iran's", "his"), with coordinated ones separately."""
    return [t for c in children(noun, "poss") for t in conjuncts(antecedent(c))]


def agents(token: Token) -> list[Token]:
    """Return the objects of "by" at a passive or event noun; of "what they call spyriders" the name and its gloss."""
    found = [p for c in _own_agents(token) for p in (*children(c, "pobj"), *_so_called(c))]
    if token.pos_ in {"NOUN", "PROPN"}:
        found += prepositional(token, "by")
        for patient in prepositional(token, *FUNCTION_WORDS.patient_prepositions, *FUNCTION_WORDS.aiming):
            found += prepositional(patient, "by")  # "the arrest of X by Y": attached too low
    return [t for p in found for t in conjuncts(antecedent(p))]


def _own_agents(verb: Token) -> list[Token]:
    """Return the "by" of a verb, without one behind a later participle ("followed by guards hired by the bank")."""
    found = children(verb, "agent")
    later = [t.i for t in verb.doc[found[0].i : found[-1].i] if t.tag_ == "VBN"] if len(found) > 1 else []
    return [c for c in found if not later or c.i < later[0]]


def _so_called(by: Token) -> list[Token]:
    """Return what somebody calls the agent: "followed by what they call spyriders"."""
    clauses = [c for c in children(by, "pcomp") if any(t.tag_ == "WP" for t in children(c, "dobj", "nsubjpass"))]
    return [t for c in clauses for t in children(c, "oprd", "appos")]


def objects(verb: Token) -> list[Token]:
    """Return the grammatical objects of an active verb, including the noun that its relative clause modifies."""
    direct = children(verb, "dobj") or children(verb, "dative")
    direct = [c for c in direct if c.dep_ == "dobj" or c.pos_ != "ADP"]
    if direct:
        return [t for c in (*direct, *_misattached(verb, direct)) for t in conjuncts(antecedent(c))]
    if small := _small_clause(verb):
        return small
    gap = _relative_gap(verb)
    if gap is not None:
        return conjuncts(gap) if gap.dep_ == "conj" else [gap]
    return _shared_object(verb) or _adverbial_name(verb)


def _adverbial_name(verb: Token) -> list[Token]:
    """Return a name right behind an active verb that the parser took for an adverbial: "attacked Calder"."""
    if is_passive(verb):
        return []
    names = (c for c in children(verb, "npadvmod", "advmod") if c.pos_ == "PROPN" and c.left_edge.i == verb.i + 1)
    return [t for c in names if c.ent_type_ not in {"DATE", "TIME"} for t in conjuncts(c)]


def _misattached(verb: Token, direct: list[Token]) -> list[Token]:
    """Return nouns that are coordinated with an object and attached to the verb: "sentenced X to a year, Y to two"."""
    later = (c for c in children(verb, "conj") if c.i > direct[-1].i)
    return [c for c in later if c.pos_ in {"NOUN", "PROPN"} and not any(d.dep_ in SUBJECTS for d in c.children)]


def _small_clause(verb: Token) -> list[Token]:
    """Return the subject of a small clause as an object: "found Reld guilty", "let Reld go"."""
    for said in children(verb, "ccomp"):
        bare = said.pos_ in {"ADJ", "NOUN"} or (said.tag_ == "VB" and verb.lemma_ == "let")
        if bare and not is_passive(verb) and not children(said, "aux", "mark", "cop"):
            return [t for c in children(said, "nsubj") if c.i > verb.i for t in conjuncts(antecedent(c))]
    return []


def _relative_gap(verb: Token) -> Token | None:
    """Return the noun that is the missing object of a relative clause: "the man (whom) police arrested"."""
    if verb.dep_ != "relcl" or is_passive(verb):
        return None
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not own or any(c.tag_ in {"WP", "WDT"} for c in own):
        return None
    if any(c.lower_ in FUNCTION_WORDS.relative_adverbs for c in verb.children):
        return None
    return verb.head if not any(c.dep_ == "prep" and not list(c.children) for c in verb.children) else None


def _shared_object(verb: Token) -> list[Token]:
    """Return the object of a later conjunct: "arrested and beat the activists"."""
    if is_passive(verb) or any(c.dep_ in COMPLEMENTS and c.i > verb.i for c in verb.children):
        return []
    for other in children(verb, "conj"):
        subjectless = other.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in other.children)
        if subjectless and all(t.pos_ in BETWEEN_VERBS for t in verb.doc[verb.i + 1 : other.i]):
            return objects(other)
    return []


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """Return the objects of these prepositions at a token, with coordinated ones separately.

    "of X and of Y" gives both.
    """
    found: list[Token] = []
    for prep in preposition_tokens(token, *prepositions):
        found += [t for p in children(prep, "pobj") for t in conjuncts(antecedent(p))]
        found += strayed(prep)
    return found


def strayed(prep: Token) -> list[Token]:
    """Return places coordinated with the object of a preposition that are attached to the noun before it.

    "a presence in Ecuador as well as Peru": Peru is no second presence.
    """
    holder, own = prep.head, children(prep, "pobj")
    if holder.pos_ not in {"NOUN", "VERB"} or not own or own[0].ent_type_ not in {"GPE", "LOC"}:
        return []
    found = [c for c in children(holder, "conj") if c.i > own[0].i and c.ent_type_ in {"GPE", "LOC"}]
    return [t for c in found if c.pos_ == "PROPN" for t in conjuncts(c)]


def preposition_tokens(token: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the prepositions with one of these words at a token, or coordinated with one."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative", "prt"} and child.pos_ in {"ADP", "SCONJ", "PART", "ADV", "VERB"}:
            for prep in (child, *children(child, "conj")):
                if prep.lower_ in prepositions:
                    yield prep


def clause(token: Token) -> Token:
    """Return the verb (or root) of a token's own clause."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def left_edge(token: Token) -> int:
    """Return the index of the first modifier of a noun, without article, genitive or quantifier "all"."""
    skip = {"det", "poss", "predet", "punct", "case", "cc", "preconj"}
    edges = [
        c.left_edge.i
        for c in token.lefts
        if c.dep_ in {"amod", "compound", "nummod", "nmod", "npadvmod", "quantmod", "advmod"}
    ]
    start = min(edges, default=token.i)
    while start < token.i and token.doc[start].dep_ in skip and token.doc[start].head.i == token.i:
        start += 1
    barrier = [c.right_edge.i + 1 for c in token.lefts if c.dep_ in {"det", "poss", "predet"} and c.i >= start]
    return max([start, *[b for b in barrier if b <= token.i]])
