"""Sieves over structures that equate two mentions: appositions and copulas."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters, compatible
from graphbuild.extraction.mentions.mention import PLURAL
from graphbuild.extraction.mentions.naming_nouns import naming_noun
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.ontology import BODIES

PERSON = ActorType.PERSON
TITLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ"})


def appositions(clusters: Clusters) -> None:
    """Join appositions: "Qasim Muslih, a militia commander", "rebel leader Qasim Muslih"."""
    by_head = {m.head: i for i, m in enumerate(clusters.mentions) if m.kind is not MentionKind.PRONOUN}
    for i, m in enumerate(clusters.mentions):
        token = clusters.doc[m.head]
        other = by_head.get(token.head.i)
        if (noun := _naming_noun(clusters, by_head, i)) is not None:
            clusters.join(i, noun, "apposition")
        if token.dep_ == "appos" and m.kind is MentionKind.NAME and clusters.type_of(i) is PERSON:
            other = _described_by(clusters, by_head, i)
        if (before := _noun_before(clusters, i)) is not None and _may_be_same(clusters, i, before):
            clusters.join(i, before, "apposition")
        if (before := _post_before(clusters, i)) is not None and _may_be_same(clusters, i, before):
            clusters.join(i, before, "apposition")
        if (before := _second_title(clusters, i)) is not None and _may_be_same(clusters, i, before):
            clusters.join(i, before, "apposition")
        if (before := _second_post(clusters, by_head, i)) is not None and _may_be_same(clusters, i, before):
            clusters.join(i, before, "apposition")
        if other is None or other == i:
            continue
        second = token.dep_ == "conj" and token.head.dep_ == "appos" and _both_described(clusters, i, other)
        if (
            (token.dep_ == "appos" or second)
            and _may_be_same(clusters, i, other)
            and not _next_subject(clusters, i, other)
        ):
            clusters.join(i, other, "apposition")


def _naming_noun(clusters: Clusters, by_head: dict[int, int], i: int) -> int | None:
    """Return the singular description that says what kind of body a name is: "the oil firm Petrovar"."""
    m = clusters.mentions[i]
    if m.kind is not MentionKind.NAME or m.country:
        return None
    noun = naming_noun(m.tokens(clusters.doc), clusters.lexicon)
    j = by_head.get(noun.i) if noun is not None else None
    if j is None or clusters.mentions[j].kind is MentionKind.NAME or clusters.mentions[j].number == "plur":
        return None
    return j if clusters.type_of(i) in BODIES and not clusters.named(j) else None


def _next_subject(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if the later one is the subject of what follows: "..., the head of the board said"."""
    first, second = sorted((clusters.mentions[i], clusters.mentions[j]), key=lambda m: m.head)
    doc = clusters.doc
    if first.end >= len(doc) or doc[first.end].text != ",":
        return False
    for token in doc[second.head + 1 : doc[second.head].sent.end]:
        if token.is_punct or token.tag_ in {"WP", "WDT", "WP$"} or token.lower_ == "that":
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            own = _unclosed(clusters, i, j, token)
            return not own and not any(c.dep_ == "agent" for c in token.children)
    return False


def _unclosed(clusters: Clusters, i: int, j: int, verb: Token) -> bool:
    """Return True if only the second comma of an apposition is left out: "Holt, a member of the council was hurt"."""
    (_, name), (_, noun) = sorted((clusters.mentions[k].head, k) for k in (i, j))
    subject = clusters.head(name)
    indefinite = any(c.lower_ in FUNCTION_WORDS.indefinite_articles for c in clusters.head(noun).children)
    of_verb = subject.dep_ in grammar.SUBJECTS and verb.i in {subject.head.i, *(c.i for c in subject.head.children)}
    return indefinite and of_verb and clusters.mentions[name].kind is MentionKind.NAME


def _described_by(clusters: Clusters, by_head: dict[int, int], i: int) -> int | None:
    """Return the human noun to which a name is in apposition: "the leader of the wing of Hamas, Salah Karim"."""
    token = clusters.head(i).head
    for _ in range(control.MAX_DEPTH):
        other = by_head.get(token.i)
        if other is not None and _may_be_same(clusters, i, other):
            return other
        if token.dep_ not in {"pobj", "prep"}:
            return None
        token = token.head
    return None


def _noun_before(clusters: Clusters, i: int) -> int | None:
    """Return the noun right before a name if both have the same head: "the Dutch magazine Veldkrant"."""
    m = clusters.mentions[i]
    if m.kind is not MentionKind.NAME or i == 0:
        return None
    for j in (i - 1, i - 2):
        other = clusters.mentions[j] if j >= 0 else None
        if other is not None and other.kind is MentionKind.NOMINAL and other.end == m.start and other.number == "sing":
            a, b = clusters.head(i), clusters.head(j)
            argument = a.dep_ in grammar.SUBJECTS or a.dep_ in {"pobj", "dobj"}
            return j if argument and a.head.i == b.head.i and a.dep_ == b.dep_ else None
    return None


def _post_before(clusters: Clusters, i: int) -> int | None:
    """Return the office before a name and its comma: "met the head of the European Commission, Ada Holt"."""
    m, doc = clusters.mentions[i], clusters.doc
    if m.kind is not MentionKind.NAME or m.title or clusters.type_of(i) is not PERSON or not _closes(clusters, i):
        return None
    for j in range(i - 1, max(i - 5, -1), -1):
        other = clusters.mentions[j]
        if other.kind is not MentionKind.NOMINAL or other.head + 1 >= m.start or doc[other.head + 1].lower_ != "of":
            continue
        between = doc[other.head + 2 : m.start - 1]
        plain = not any(t.is_punct or t.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} for t in between)
        definite = any(c.lower_ == "the" and c.i < other.head for c in doc[other.head].children)
        unnamed = not any(clusters.mentions[k].kind is MentionKind.NAME for k in clusters.members(j))
        person = other.type is PERSON and other.number == "sing"
        return j if plain and definite and unnamed and person else None
    return None


def _second_title(clusters: Clusters, i: int) -> int | None:
    """Return the bare title that "and" and a second one join to a name: "union leader and former minister Ada Holt"."""
    m, doc = clusters.mentions[i], clusters.doc
    if m.kind is not MentionKind.NAME or clusters.type_of(i) is not PERSON or i == 0:
        return None
    k = m.start - 1
    while k > 0 and doc[k].pos_ in TITLE_WORDS and doc[k].dep_ != "det":
        k -= 1
    last = doc[m.start - 1]
    titled = m.title is not None or clusters.lexicon.is_person_noun(last.lemma_.lower())
    if k == m.start - 1 or doc[k].lower_ != "and" or not titled or last.tag_ in PLURAL:
        return None
    j = next((j for j in range(i - 1, max(i - 4, -1), -1) if clusters.mentions[j].end == k), None)
    if j is None or not _bare_title(clusters, j) or _of_several(clusters, i):
        return None
    return j


def _bare_title(clusters: Clusters, i: int) -> bool:
    """Return True for a description of one person without article or owner, as titles are."""
    m = clusters.mentions[i]
    one = m.kind is MentionKind.NOMINAL and m.type is PERSON and m.number == "sing"
    return one and not clusters.named(i) and not grammar.children(clusters.head(i), "det", "poss", "nummod")


def _of_several(clusters: Clusters, i: int) -> bool:
    """Return True if the verb whose subject a name ends is in the plural, so that "and" joins two people."""
    token = clusters.head(i)
    while token.dep_ == "conj":
        token = token.head
    verb = token.head
    forms = [verb, *grammar.children(verb, "aux", "auxpass")]
    return token.dep_ in grammar.SUBJECTS and any(
        t.tag_ == "VBP" or t.lower_ in FUNCTION_WORDS.plural_auxiliaries for t in forms
    )


def _second_post(clusters: Clusters, by_head: dict[int, int], i: int) -> int | None:
    """Return the first of two posts where the parser joined the second to the first one's complement.

    "Jan Velde, a lawyer for the trust and former president of the league": he was president, the trust is not.
    """
    token = clusters.head(i)
    if token.dep_ != "conj" or not _bare_title(clusters, i) or token.head.dep_ != "pobj":
        return None
    complement, post = by_head.get(token.head.i), by_head.get(token.head.head.head.i)
    if complement is None or post is None or clusters.type_of(complement) is PERSON:
        return None
    first = clusters.mentions[post]
    said = clusters.head(post).dep_ in {"appos", "attr"}
    return post if said and first.kind is MentionKind.NOMINAL and first.type is PERSON else None


def _closes(clusters: Clusters, i: int) -> bool:
    """Return True if a name is between a comma and the comma or full stop that closes an apposition."""
    m, doc = clusters.mentions[i], clusters.doc
    if m.start < 2 or doc[m.start - 1].text != "," or doc[m.head].dep_ in grammar.SUBJECTS or m.end >= len(doc):
        return False
    if doc[m.end].text in {".", ";"}:
        return True
    after = doc[m.end + 1] if m.end + 1 < len(doc) else None
    return doc[m.end].text == "," and after is not None and after.pos_ not in {"CCONJ", "PROPN", "DET", "NUM", "NOUN"}


def _both_described(clusters: Clusters, i: int, j: int) -> bool:
    """Return True for two descriptions of one person: "a professor at X and honorary president of Y"."""
    a, b = clusters.mentions[i], clusters.mentions[j]
    one = a.kind is b.kind is MentionKind.NOMINAL and a.type is b.type is PERSON and a.number == b.number == "sing"
    # "its president, Ana Holt, and its deputy, Jan Velde": the second has a name of its own
    return one and not any(c.pos_ == "PROPN" for c in grammar.children(clusters.head(i), "appos"))


def copulas(clusters: Clusters) -> None:
    """Join subject and predicate of a copula: "The PMF is Iraq's paramilitary grouping"."""
    by_head = {m.head: i for i, m in enumerate(clusters.mentions)}
    for i, m in enumerate(clusters.mentions):
        token = clusters.doc[m.head]
        if token.dep_ != "attr" or m.kind is MentionKind.PRONOUN or token.head.lemma_ != "be":
            continue
        if any(c.dep_ == "neg" for c in token.head.children) or any(c.tag_ == "MD" for c in token.head.children):
            continue
        if token.head.dep_ in {"xcomp", "oprd"} and token.head.head.lemma_.lower() in SPEECH.reporting:
            continue  # "the two are believed to be traders": nobody says that they are
        for subject in control.subjects(token.head)[:1]:
            j = by_head.get(subject.i)
            if j is not None and clusters.mentions[j].kind is not MentionKind.PRONOUN and _may_be_same(clusters, i, j):
                clusters.join(i, j, "copula")


def _may_be_same(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if two mentions in apposition may be one actor."""
    a, b = clusters.mentions[i], clusters.mentions[j]
    if a.kind is MentionKind.NAME and b.kind is MentionKind.NAME:
        return False
    if {clusters.head(i).lemma_.lower(), clusters.head(j).lemma_.lower()} & REFERENCE.roles_of_any_type:
        return a.number == b.number
    if a.number != b.number and PERSON in {a.type, b.type}:
        return False
    if any(_lists(clusters, one, other) or _has_name(clusters, one) for one, other in ((i, j), (j, i))):
        return False
    return compatible(clusters.type_of(i), clusters.type_of(j))


def _lists(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if a name is only the first of a list: "three cartels, A, B and C"."""
    a, b = clusters.mentions[i], clusters.mentions[j]
    if a.kind is not MentionKind.NAME or b.number != "plur":
        return False
    return bool(grammar.children(clusters.head(i), "conj"))


def _has_name(clusters: Clusters, i: int) -> bool:
    """Return True if a description of a place has its name before it: "the Soral district, Kavala Province"."""
    m, token = clusters.mentions[i], clusters.head(i)
    if m.kind is not MentionKind.NOMINAL or token.lemma_.lower() not in LOCATIONS.localities:
        return False
    return any(c.pos_ == "PROPN" for c in grammar.children(token, "compound"))
