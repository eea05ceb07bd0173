"""Who is the subject, the object, the agent of a word: arguments read off a spaCy dependency parse.

The parse is in the ClearNLP labels that spaCy's English models use. Everything here is about grammar alone: no
relation, no actor, no word list of ours but the prepositions of English. Tokens are compared by `.i`.
Subjects that the grammar leaves unsaid (infinitives, participles, second verbs) are found by control, following the
account of open clausal complements in Universal Dependencies (xcomp) and of PropBank's secondary predicates.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose", "where"})
# Verbs whose object, not subject, does what the infinitive says ("ordered troops to fire").
OBJECT_CONTROL = frozenset(
    (
        "accuse advise allow appoint ask assign authorise authorize beg bribe cause challenge command compel"
        " convict convince deploy direct employ enable encourage expect forbid force hire help instruct invite"
        " lead let name order permit persuade pressure prompt push recruit request require see send summon"
        " suspect task teach tell tempt train urge warn watch"
    ).split()
)
# Nouns that act when they stand before another ("government attempts to rein in ...").
ACTING = frozenset("government police army military rebel militia opposition coalition party navy gang cartel".split())
# What is said or written: "issued a statement condemning the attack" tells who condemns it.
UTTERANCES = frozenset(
    (
        "announcement appeal article column communique declaration editorial email interview letter memo message note"
        " petition post report resolution speech statement tweet"
    ).split()
)
# Verbs that lay what follows "of", "for", "with" or "from" at their object's door.
# What somebody is arrested or tried on or in: it belongs to the verb, not to the name before it.
GROUNDS = frozenset({"suspicion", "charge", "allegation", "accusation", "count", "connection"})
# Verbs that ask somebody by a preposition to do something ("called on the government to free ...").
PREPOSITION_CONTROL = {
    "call": frozenset({"on", "upon", "for"}),
    "appeal": frozenset({"to"}),
    "plead": frozenset({"with"}),
    "rely": frozenset({"on", "upon"}),
    "count": frozenset({"on"}),
    "wait": frozenset({"for"}),
    "push": frozenset({"for"}),
    "arrange": frozenset({"for"}),
    "look": frozenset({"to"}),
    "prevail": frozenset({"on", "upon"}),
}
CHARGES = frozenset({"of", "for", "with", "from", "over", "including"})
BLAME = frozenset(
    (
        "accuse acquit arrest blame charge clear condemn convict criticise criticize denounce detain fault"
        " indict jail praise prevent prosecute sanction sentence stop suspect thank"
    ).split()
)
# Verbs whose subject has no part in what their object names ("criticised the operation to kill X").
OUTSIDE = frozenset(
    (
        "applaud criticise criticize comment condemn denounce describe foil hail investigate mention note"
        " oppose praise prevent probe report reveal slam thwart welcome"
    ).split()
)
PASSIVE = frozenset({"auxpass", "nsubjpass", "csubjpass"})
MAX_DEPTH = 6


def children(token: Token, *labels: str) -> list[Token]:
    """The direct dependents of a token with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it below it ("A, B and C" from A), in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ != "VERB" and not _contrast(child):
            found += conjuncts(child)
        elif child.dep_ == "appos" and child.pos_ == "PROPN":
            rest = conjuncts(child)
            listed = len(rest) > 1 and (token.tag_ == "NNS" or _series(token, rest))  # "three cartels, A, B and C"
            found += rest if listed else rest[1:]  # "the agency Roskosmos and the bank": hung on the name
    return found


def _series(token: Token, rest: list[Token]) -> bool:
    """ "Norland, the Northern League and the Velde Council agreed": three bodies, the second taken for the first's
    other name. A comma closes an apposition; a series has none before its "and".
    """
    kinds = {token.ent_type_, rest[0].ent_type_}
    if not kinds <= {"GPE", "ORG"} or "ORG" not in kinds or token.nbor(1).text != ",":
        return False
    joined = next((c for c in rest[0].children if c.dep_ == "cc"), None)
    return joined is not None and joined.lower_ == "and" and joined.nbor(-1).text != ","


def _contrast(token: Token) -> bool:
    """Whether a conjunct is set against its head rather than beside it ("X, not Y"; "X but not Y")."""
    return any(c.dep_ == "neg" for c in token.children) or any(
        c.dep_ == "cc" and c.lower_ in {"not", "instead", "rather"} for c in token.head.children
    )


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause hangs on; any other token itself."""
    if token.tag_ not in {"WP", "WDT", "WP$"} and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return token
    if (cleft := _cleft(token)) is not None:
        return cleft
    clause = relative_clause(token)
    return clause.head if clause is not None else token


def _cleft(pronoun: Token) -> Token | None:
    """ "It was Reld who ...": whom it singles out, where the parser takes the rest for the copula's clause."""
    copula = pronoun.head.head
    if pronoun.head.dep_ != "ccomp" or copula.lemma_ != "be":
        return None
    singled = [c for c in copula.children if c.dep_ == "attr" and c.i == pronoun.i - 1]
    return singled[0] if singled and any(c.lower_ == "it" for c in copula.children) else None


def relative_clause(token: Token) -> Token | None:
    """The verb of the relative clause that a relative pronoun opens, if it opens one."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: an auxiliary says so, or it is a bare past participle that modifies."""
    below = {child.dep_ for child in verb.children}
    if below & PASSIVE:
        return True
    active = below & {"aux", "nsubj", "dobj"}
    if verb.tag_ != "VBN" or active:  # "the men arrested by police": a reduced relative tagged as past tense
        return verb.tag_ in {"VBN", "VBD"} and "agent" in below and not active
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "amod", "advcl", "relcl", "pcomp", "ROOT", "oprd", "xcomp", "ccomp", "conj", "dep"}


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of a verb, said or understood, coordinated ones each by itself.

    For a passive these are the ones it is done to. Empty where the grammar leaves it open.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "csubj"]
    own = own[1:] if _parenthetic(own) else own
    if own:
        return [t for c in own for t in conjuncts(antecedent(c))]
    if depth > MAX_DEPTH:
        return []
    return _understood(verb, depth + 1)


def _parenthetic(own: list[Token]) -> bool:
    """ "Reld, Weld said, killed": two subjects that the parser gave to the verb between the commas."""
    if len(own) != 2 or own[0].head.pos_ != "VERB" or own[1].left_edge.i == 0:
        return False
    return bool(own[1].left_edge.nbor(-1).text == ",")


def _reported(verb: Token) -> list[Token]:
    """Whose deed a clause without a subject tells: "Reld, Weld said, killed"; "Reld, who police say killed"."""
    said = verb.head
    own = children(said, "nsubj", "nsubjpass")
    if _parenthetic(own):
        return conjuncts(antecedent(own[0]))
    relative = any(c.tag_ in {"WP", "WDT"} and c.dep_ not in SUBJECTS for c in said.children)
    return [said.head] if said.dep_ == "relcl" and own and relative else []


def _understood(verb: Token, depth: int) -> list[Token]:
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return []
    if dep == "ccomp" and verb.tag_ not in {"VB", "VBG"} and (found := _reported(verb)):
        return found
    if dep == "dobj" and verb.tag_ == "VBG" and head.pos_ == "VERB":
        return subjects(head, depth) if not is_passive(head) else []
    if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth)
    if dep == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ",":
        return subjects(clause(head), depth)  # ", threatening ..." says more of the clause, not of its last noun
    if dep == "acl" and verb.tag_ == "VBG" and head.lemma_.lower() in UTTERANCES:
        return controllers(head, depth) or [head]
    if dep in {"acl", "amod"} and verb.tag_ in {"VBN", "VBD", "VBG"}:
        return [head]
    if dep == "acl":
        return controllers(head, depth)
    if dep == "relcl":
        return [] if any(c.dep_ in SUBJECTS for c in verb.children) else [head]
    if dep in {"xcomp", "ccomp", "advcl", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        return _controlled(verb, depth)
    if dep == "pcomp":
        return preposition_control(head, depth)
    if dep in {"xcomp", "advcl"} and head.pos_ == "ADJ":
        return subjects(head.head, depth) if head.dep_ == "acomp" else [head.head]
    return []


def _absolute(verb: Token) -> Token | None:
    """ "With Anna Bell accusing him of fraud": the noun right before the participle does it, not the main subject."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i == 0:
        return None
    noun = verb.nbor(-1)
    return noun if noun.dep_ == "pobj" and noun.head.lower_ == "with" else None


def _controlled(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if (noun := _absolute(verb)) is not None:
        return conjuncts(noun)
    objects_ = children(head, "dobj", "dative")
    if verb.tag_ == "VB" and head.lemma_.lower() in OUTSIDE and objects_:
        return possessors(objects_[0]) or _acting(objects_[0])
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in OBJECT_CONTROL:
        if objects_:
            return [t for o in objects_ for t in conjuncts(antecedent(o))]
        if is_passive(head):
            return subjects(head, depth)
    asked = PREPOSITION_CONTROL.get(head.lemma_.lower(), frozenset()) if verb.tag_ == "VB" else frozenset()
    if asked and (others := [t for t in prepositional(head, *sorted(asked)) if t.i < verb.i]):
        return others
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG", "VBN"}:
        return []
    if is_passive(head) and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return subjects(head, depth) if not agents(head) else []
    return subjects(head, depth)


def governor_of(token: Token) -> Token:
    """The word that a token hangs on, with "of" and its kind given back to the verb of blame that they belong to.

    The parser likes to hang them too low: "accused the coalition of killing", "was accused by rights groups of abuses".
    """
    head = token.head
    if token.dep_ == "prep" and head.dep_ == "advmod" and head.lower_ in {"short", "close"}:
        return head.head  # "stopped short of", "came close to"
    if token.dep_ == "xcomp" and head.lemma_.lower() in BLAME and (planned := _before_infinitive(token)) is not None:
        return planned
    if (
        token.dep_ == "prep"
        and token.lower_ in {"on", "in"}
        and head.dep_ == "dobj"
        and head.head.lemma_.lower() in BLAME
    ):
        return head.head if any(c.lemma_.lower() in GROUNDS for c in token.children) else head
    if token.dep_ != "prep" or token.lower_ not in CHARGES or head.pos_ in {"VERB", "AUX"}:
        return head
    verb = head.head.head if head.dep_ == "pobj" and head.head.dep_ == "agent" else head.head
    return verb if head.dep_ in {"dobj", "pobj"} and verb.lemma_.lower() in BLAME else head


def _before_infinitive(verb: Token) -> Token | None:
    """ "accused Reld of planning to kill": the participle that the infinitive, hung too high, belongs to."""
    first = verb.left_edge
    before = first.nbor(-1) if first.lower_ == "to" and first.i > 0 else verb
    return before if before.dep_ == "pcomp" and before.tag_ == "VBG" else None


def preposition_control(prep: Token, depth: int = 0) -> list[Token]:
    """Who does what stands after a preposition: "accused of killing", "involvement in", "responsible for"."""
    governor = governor_of(prep)
    if prep.dep_ == "conj" and prep.head.dep_ in {"prep", "agent"}:
        return preposition_control(prep.head, depth + 1)
    if depth > MAX_DEPTH:
        return []
    if governor.pos_ in {"VERB", "AUX"}:
        objects_ = children(governor, "dobj")
        blamed = governor.lemma_.lower() in BLAME and prep.lower_ in {"in", "on"}
        if any(c.lower_ in {"instead", "short", "close"} for c in (*prep.children, prep.head)):
            return subjects(governor, depth)
        if objects_ and (prep.lower_ in CHARGES or blamed) and not is_passive(governor):
            return [t for o in objects_ for t in conjuncts(antecedent(o))]
        return subjects(governor, depth)
    if governor.pos_ == "ADJ":
        return adjective_subjects(governor, depth)
    return controllers(governor, depth)


def adjective_subjects(adjective: Token, depth: int = 0) -> list[Token]:
    """Whom an adjective is said of: the subject of its copula, or the noun that it stands at."""
    if adjective.dep_ in {"acomp", "oprd", "attr"}:
        return subjects(adjective.head, depth)
    if adjective.dep_ == "conj":
        return adjective_subjects(adjective.head, depth + 1) if depth < MAX_DEPTH else []
    if adjective.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return [adjective.head]
    return subjects(adjective, depth)


def controllers(noun: Token, depth: int = 0) -> list[Token]:
    """Who does what a noun names: its possessor, its "by", or the subject of the verb that carries it out."""
    if depth > MAX_DEPTH:
        return []
    by = agents(noun)
    if by:
        return by
    owners = possessors(noun)
    if owners:
        return owners
    named = _acting(noun)
    if named and any(c.dep_ in {"acl", "prep"} for c in noun.children):
        return named
    head = noun.head
    if head.lemma_.lower() in OUTSIDE and head.pos_ == "VERB":
        return []
    if noun.dep_ in {"dobj", "attr"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth + 1) if not is_passive(head) else agents(head)
    if noun.dep_ == "nsubjpass":
        return agents(head)
    if noun.dep_ == "pobj":
        return preposition_control(head, depth + 1)
    if noun.dep_ == "conj":
        return controllers(head, depth + 1)
    return []


def _acting(noun: Token) -> list[Token]:
    """The names and acting nouns right before a noun ("the US operation", "government attempts")."""
    return [c for c in children(noun, "compound", "amod") if c.ent_type_ or c.lower_ in ACTING]


def possessors(noun: Token) -> list[Token]:
    """The genitives of a noun ("Iran's", "his"), coordinated ones each by itself."""
    return [t for c in children(noun, "poss") for t in conjuncts(antecedent(c))]


def agents(token: Token) -> list[Token]:
    """The "by" of a passive or of an event noun."""
    found = [p for c in children(token, "agent") for p in children(c, "pobj")]
    if token.pos_ in {"NOUN", "PROPN"}:
        found += prepositional(token, "by")
        for patient in prepositional(token, "of"):
            found += prepositional(patient, "by")  # "the arrest of X by Y": hung too low
    return [t for p in found for t in conjuncts(antecedent(p))]


def objects(verb: Token) -> list[Token]:
    """The grammatical objects of an active verb, also the noun that its relative clause hangs on."""
    direct = children(verb, "dobj") or children(verb, "dative")
    direct = [c for c in direct if c.dep_ == "dobj" or c.pos_ != "ADP"]
    if direct:
        return [t for c in direct for t in conjuncts(antecedent(c))]
    if small := _small_clause(verb):
        return small
    gap = _relative_gap(verb)
    if gap is not None:
        return conjuncts(gap) if gap.dep_ == "conj" else [gap]
    return _shared_object(verb)


def _small_clause(verb: Token) -> list[Token]:
    """ "found Reld guilty", "let Reld go": what the verb makes of its object, which the parser calls a subject."""
    for said in children(verb, "ccomp"):
        bare = said.pos_ in {"ADJ", "NOUN"} or (said.tag_ == "VB" and verb.lemma_ == "let")
        if bare and not is_passive(verb) and not children(said, "aux", "mark", "cop"):
            return [t for c in children(said, "nsubj") if c.i > verb.i for t in conjuncts(antecedent(c))]
    return []


def _relative_gap(verb: Token) -> Token | None:
    """ "the man (whom) police arrested": the noun is the object that the clause lacks."""
    if verb.dep_ != "relcl" or is_passive(verb):
        return None
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not own or any(c.tag_ in {"WP", "WDT"} for c in own):
        return None
    if any(c.lower_ in {"where", "when", "why"} for c in verb.children):
        return None
    return verb.head if not any(c.dep_ == "prep" and not list(c.children) for c in verb.children) else None


def _shared_object(verb: Token) -> list[Token]:
    """ "arrested and beat the activists": the object stands with the last verb only."""
    if is_passive(verb) or any(c.dep_ in {"prep", "prt", "ccomp", "xcomp", "acomp"} for c in verb.children):
        return []
    for other in children(verb, "conj"):
        subjectless = other.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in other.children)
        if subjectless and other.i - verb.i <= 3:
            return objects(other)
    return []


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """The objects of these prepositions on a token ("of X and of Y" gives both), coordinated ones each by itself."""
    found: list[Token] = []
    for prep in preposition_tokens(token, *prepositions):
        found += [t for p in children(prep, "pobj") for t in conjuncts(antecedent(p))]
        found += strayed(prep)
    return found


def strayed(prep: Token) -> list[Token]:
    """Places coordinated with the one after a preposition, that the parser hung on the common noun before it.

    "a presence in Ecuador as well as Peru": Peru is no second presence.
    """
    holder, own = prep.head, children(prep, "pobj")
    if holder.pos_ not in {"NOUN", "VERB"} or not own or own[0].ent_type_ not in {"GPE", "LOC"}:
        return []
    found = [c for c in children(holder, "conj") if c.i > own[0].i and c.ent_type_ in {"GPE", "LOC"}]
    return [t for c in found if c.pos_ == "PROPN" for t in conjuncts(c)]


def preposition_tokens(token: Token, *prepositions: str) -> Iterator[Token]:
    """The prepositions with one of these words that hang on a token, or are coordinated with one that does."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative", "prt"} and child.pos_ in {"ADP", "SCONJ", "PART", "ADV", "VERB"}:
            for prep in (child, *children(child, "conj")):
                if prep.lower_ in prepositions:
                    yield prep


def clause(token: Token) -> Token:
    """The verb (or root) that a token's own clause hangs on."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def left_edge(token: Token) -> int:
    """Index of the first modifier of a noun, without article, genitive or quantifier "all"."""
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
