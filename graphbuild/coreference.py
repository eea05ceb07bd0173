"""Which mentions of a document mean the same actor: sieves from the surest to the least sure.

The order follows Stanford's multi-sieve system (Lee et al., 2013, "Deterministic Coreference Resolution Based on
Entity-Centric, Precision-Ranked Rules"): exact names, acronyms, parts of names, countries, appositions, titles,
repeated descriptions, anaphoric descriptions, and last the pronouns. Each join remembers the rule that made it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from graphbuild import grammar
from graphbuild.lexicon import Lexicon
from graphbuild.mentions import TokenMention
from graphbuild.model import ActorType, MentionKind
from graphbuild.names import fold
from graphbuild.ontology import BODIES
from graphbuild.pronouns import resolve_pronouns

PERSON, COUNTRY, PLACE, GROUP = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP
STATE_NOUNS = frozenset({"government", "authority", "administration", "regime", "state"})
ALIAS_WORDS = frozenset(
    {'"', "'", ",", "(", "alias", "aka", "a.k.a.", "nicknamed", "also", "better", "known", "as", "or"}
)
QUOTES = frozenset({'"', "'"})
# What a person, a country and a company may be alike ("its NATO ally Turkey").
ROLES_OF_ANY = frozenset(
    "ally neighbour neighbor partner rival member opponent enemy donor backer sponsor owner".split()
)
# Nouns that may take up anybody ("the man"); an office or a trade needs a holder known by it.
PEOPLE = frozenset({"man", "woman", "boy", "girl", "suspect", "politician", "teenager", "victim", "person"})
# What a person is known as, rather than a part played in the story ("the lawyer" may be anybody's).
CALLINGS = frozenset(
    (
        "businessman businesswoman politician singer actor actress writer author novelist poet tycoon magnate"
        " billionaire millionaire cleric lawmaker veteran activist dissident candidate banker entrepreneur"
        " footballer artist academic scholar strongman warlord fugitive defendant"
    ).split()
)
PAST = frozenset({"former", "ex", "late", "ousted", "deposed", "acting", "outgoing", "newly", "new", "then"})
LOOSE_BODIES = frozenset({"group", "militia", "faction", "grouping", "movement", "organization", "cell"})
MEMORY = 100  # descriptions by one noun that are compared
MAX_DISTANCE = 4  # sentences that a description may look back


class Chains:
    """The growing partition of a document's mentions into actors.

    A disjoint-set whose classes can be read at any time; `joins` names the rule that tied each mention in.
    """

    def __init__(self, doc: Doc, mentions: list[TokenMention], lexicon: Lexicon) -> None:
        self.doc, self.mentions, self.lexicon = doc, mentions, lexicon
        self._chain = list(range(len(mentions)))
        self._members = {i: [i] for i in range(len(mentions))}
        self.joins: dict[int, str] = {}
        self.sentence = _sentence_numbers(doc)

    def of(self, mention: int) -> int:
        """The chain that a mention is in."""
        return self._chain[mention]

    def members(self, mention: int) -> list[int]:
        """All mentions of the same actor, in text order."""
        return self._members[self._chain[mention]]

    def chains(self) -> Iterable[list[int]]:
        """Every actor's mentions, actors in order of their first mention."""
        return sorted(self._members.values(), key=lambda members: members[0])

    def join(self, mention: int, antecedent: int, rule: str) -> None:
        """Ties the actor of one mention to that of another, unless the gazetteer knows them to be two."""
        a, b = self._chain[antecedent], self._chain[mention]
        if a == b or (self.known(antecedent) and self.known(mention) not in {None, self.known(antecedent)}):
            return
        for member in self._members[b]:
            self._chain[member] = a
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        self.joins.setdefault(mention, rule)

    def text(self, mention: int) -> str:
        """A mention's words, as normalised for the model."""
        return str(self.mentions[mention].tokens(self.doc).text)

    def head(self, mention: int) -> Token:
        """A mention's head token."""
        return self.doc[self.mentions[mention].head]

    def sentence_of(self, mention: int) -> int:
        """The number of the sentence that a mention stands in."""
        return self.sentence[self.mentions[mention].head]

    def of_kind(self, *kinds: MentionKind) -> list[int]:
        """The mentions of these kinds, in text order."""
        return [i for i, m in enumerate(self.mentions) if m.kind in kinds]

    def type_of(self, mention: int) -> ActorType:
        """What the actor of a mention is: the vote of its sure mentions, else of all, names before the rest.

        A surname does not vote against the full name, though it be a town's too.
        """
        members = self.members(mention)
        voters = [i for i in members if self.joins.get(i) != "part of the name"]
        return chain_type([self.mentions[i] for i in voters or members])

    def referential(self, mention: int) -> bool:
        """Whether the actor of a mention is anybody: a pronoun that stands for nobody is not."""
        return any(self.mentions[i].kind is not MentionKind.PRONOUN for i in self.members(mention))

    def known(self, mention: int) -> str | None:
        """The id of the gazetteer's entry that the actor of a mention is."""
        return next((known for i in self.members(mention) if (known := self.mentions[i].known)), None)

    def named(self, mention: int) -> bool:
        """Whether the actor of a mention has a name."""
        return any(self.mentions[i].kind is MentionKind.NAME for i in self.members(mention))


def chain_type(members: list[TokenMention]) -> ActorType:
    """The type of an actor from its mentions: sure ones first, then names, then descriptions; ties by order.

    What the gazetteer says is never outvoted.
    """
    for m in members:
        if m.known:
            return m.type
    votes: Counter[ActorType] = Counter()
    for m in members:
        if m.kind is not MentionKind.PRONOUN:
            specific = m.type not in {GROUP, ActorType.ORGANIZATION}
            votes[m.type] += (4 if m.sure else 1) * (2 if m.kind is MentionKind.NAME else 1) * (2 if specific else 1)
    if not votes:
        return members[0].type
    order = list(ActorType)
    return min(votes, key=lambda t: (-votes[t], order.index(t)))


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers = [0] * len(doc)
    for n, sentence in enumerate(doc.sents):
        for token in sentence:
            numbers[token.i] = n
    return numbers


def resolve(doc: Doc, mentions: list[TokenMention], lexicon: Lexicon) -> Chains:
    """Runs every sieve over a document's mentions."""
    chains = Chains(doc, mentions, lexicon)
    for sieve in (
        known_actors,
        same_names,
        countries,
        acronyms,
        aliases,
        place_nouns,
        parts_of_names,
        appositions,
        copulas,
        titles,
        governments,
        repeated_descriptions,
        anaphoric_descriptions,
        resolve_pronouns,
    ):
        sieve(chains)
    return chains


def compatible(a: ActorType, b: ActorType) -> bool:
    """Whether two guesses at a type may be the same actor."""
    if a == b:
        return True
    loose = {ActorType.ORGANIZATION, GROUP, *BODIES}
    return (a in loose and b in loose) or {a, b} <= {COUNTRY, PLACE}


def known_actors(chains: Chains) -> None:
    """Names of one entry of the gazetteer, however different."""
    seen: dict[str, int] = {}
    for i in chains.of_kind(MentionKind.NAME):
        known = chains.mentions[i].known
        if known:
            chains.join(i, seen.setdefault(known, i), "gazetteer")


def same_names(chains: Chains) -> None:
    """Equal names are one actor, whatever the recogniser called them each time."""
    seen: dict[str, int] = {}
    for i in chains.of_kind(MentionKind.NAME):
        if chains.mentions[i].country:
            continue
        key = fold(_bare(chains.text(i)))
        if key in seen:
            chains.join(i, seen[key], "same name")
        elif key:
            seen[key] = i


def _bare(name: str) -> str:
    """A name without the generic word that is said or left out at will ("Hamas movement", "Islamic State group")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in {
        "group",
        "movement",
        "inc",
        "corp",
        "ltd",
        "co",
        "plc",
        "llc",
        "militia",
        "party",
    }:
        words.pop()
    return " ".join(words)


def countries(chains: Chains) -> None:
    """A country, its adjective and its people's name."""
    seen: dict[str, int] = {}
    for i in chains.of_kind(MentionKind.NAME):
        code = chains.mentions[i].country
        if code:
            if code in seen:
                chains.join(i, seen[code], "country")
            seen.setdefault(code, i)


def acronyms(chains: Chains) -> None:
    """Long form and short form: "Popular Mobilisation Forces (PMF)", and acronyms whose long form stands anywhere."""
    names = chains.of_kind(MentionKind.NAME)
    short = [i for i in names if _is_acronym(chains.text(i))]
    ends: dict[int, int] = {}
    long: dict[str, int] = {}
    for j in names:
        ends.setdefault(chains.mentions[j].end, j)
        for letters in initials(chains.text(j)) if not _is_acronym(chains.text(j)) else ():
            long.setdefault(letters, j)
    for i in short:
        m = chains.mentions[i]
        bracket = m.start > 0 and chains.doc[m.start - 1].text == "("
        before = ends.get(m.start - 1) if bracket else None
        match = long.get(_letters(chains.text(i)))
        if before is not None and (
            chains.type_of(before) not in {PERSON, COUNTRY} or fits_acronym(chains.text(i), chains.text(before))
        ):
            chains.join(i, before, "acronym in brackets")
        elif match is not None:
            chains.join(i, match, "acronym")


def aliases(chains: Chains) -> None:
    """Another name in quotes, or after "alias", "known as": Marlon Monroy, alias "Fantasma"."""
    names = chains.of_kind(MentionKind.NAME)
    ends = {chains.mentions[i].end: i for i in names}
    for i in names:
        start = chains.mentions[i].start
        before = start - 1
        while before > 0 and chains.doc[before].lower_ in ALIAS_WORDS:
            before -= 1
        words = {t.lower_ for t in chains.doc[before + 1 : start]}
        j = ends.get(before + 1)
        if j is not None and (words & {"alias", "aka", "a.k.a.", "nicknamed", "known"} or _in_quotes(chains, i)):
            chains.join(i, j, "alias")


def _in_quotes(chains: Chains, i: int) -> bool:
    """Whether just this name stands in quotes; a quotation that ends before it makes it nobody's alias."""
    m, doc = chains.mentions[i], chains.doc
    if m.start < 2 or m.end >= len(doc):
        return False
    behind = {t.text for t in doc[m.end : m.end + 2 if doc[m.end].text == "," else m.end + 1]}
    opens = doc[m.start - 1].text in QUOTES and bool(doc[m.start - 2].whitespace_)
    return opens and bool(behind & QUOTES)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isalnum() and sum(c.isupper() for c in letters) >= 0.6 * len(letters)


def fits_acronym(short: str, name: str) -> bool:
    """Whether a name's initials, with or without its small words, spell the acronym."""
    return _letters(short) in initials(name)


def initials(name: str) -> set[str]:
    """The acronyms that a name's words spell, with and without the small ones; none for a single word."""
    words = [w for w in name.replace("-", " ").split() if w[0].isalnum()]
    full = "".join(w[0] for w in words).upper()
    capital = "".join(w[0] for w in words if w[0].isupper()).upper()
    return {full, capital} if len(words) > 1 else set()


def _letters(short: str) -> str:
    return short.replace(".", "").replace("-", "").upper()


def parts_of_names(chains: Chains) -> None:
    """A surname or first name alone is the person whose full name the article gives."""
    names = chains.of_kind(MentionKind.NAME)
    full: dict[str, list[int]] = defaultdict(list)
    for i in names:
        words = name_words(chains.text(i))
        if len(words) > 1 and chains.mentions[i].type is PERSON:
            for word in {words[-1], words[0], "".join(words[-2:]) if words[-2] in {"al", "el", "bin"} else words[-1]}:
                full[word].append(i)
            for size in range(2, len(words)):
                full[" ".join(words[-size:])].append(i)
    for i in names:
        m = chains.mentions[i]
        words = name_words(chains.text(i))
        if m.country or not words or (len(words) > 1 and m.type is not PERSON):
            continue
        if m.sure and m.type not in {PERSON, ActorType.ORGANIZATION, PLACE}:
            continue
        candidates = [j for j in full.get(" ".join(words), []) if chains.of(j) != chains.of(i)]
        surname = [j for j in candidates if name_words(chains.text(j))[-len(words) :] == words]
        best = _nearest(chains, i, surname or candidates)
        if best is not None and (m.type is PERSON or surname):
            chains.join(i, best, "part of the name")


def name_words(name: str) -> list[str]:
    """A person's name in comparable words; the Arabic article is its own word, as in "al-Kadhimi"."""
    words = fold(name).replace("-", " ").split()
    return [w for w in words if w not in {"al", "el"}] or words


def _nearest(chains: Chains, i: int, candidates: list[int]) -> int | None:
    """The last candidate before a mention, else the first after it."""
    before = [j for j in candidates if j < i]
    return before[-1] if before else (candidates[0] if candidates else None)


def appositions(chains: Chains) -> None:
    """ "Qasim Muslih, a militia commander", "rebel leader Qasim Muslih"."""
    by_head = {m.head: i for i, m in enumerate(chains.mentions) if m.kind is not MentionKind.PRONOUN}
    for i, m in enumerate(chains.mentions):
        token = chains.doc[m.head]
        other = by_head.get(token.head.i)
        if token.dep_ == "appos" and m.kind is MentionKind.NAME and chains.type_of(i) is PERSON:
            other = _described_by(chains, by_head, i)
        if other is None or other == i:
            continue
        second = token.dep_ == "conj" and token.head.dep_ == "appos" and _both_described(chains, i, other)
        if (token.dep_ == "appos" or second) and _may_be_same(chains, i, other):
            chains.join(i, other, "apposition")


def _described_by(chains: Chains, by_head: dict[int, int], i: int) -> int | None:
    """The human noun that a name stands in apposition to: "the leader of the wing of Hamas, Salah Karim"."""
    token = chains.head(i).head
    for _ in range(grammar.MAX_DEPTH):
        other = by_head.get(token.i)
        if other is not None and _may_be_same(chains, i, other):
            return other
        if token.dep_ not in {"pobj", "prep"}:
            return None
        token = token.head
    return None


def _both_described(chains: Chains, i: int, j: int) -> bool:
    """ "a professor at X and honorary president of Y": two descriptions of one person."""
    a, b = chains.mentions[i], chains.mentions[j]
    return a.kind is b.kind is MentionKind.NOMINAL and a.type is b.type is PERSON and a.number == b.number == "sing"


def _may_be_same(chains: Chains, i: int, j: int) -> bool:
    a, b = chains.mentions[i], chains.mentions[j]
    if a.kind is MentionKind.NAME and b.kind is MentionKind.NAME:
        return False
    if {chains.head(i).lemma_.lower(), chains.head(j).lemma_.lower()} & ROLES_OF_ANY:
        return a.number == b.number
    if a.number != b.number and PERSON in {a.type, b.type}:
        return False
    return compatible(chains.type_of(i), chains.type_of(j))


def copulas(chains: Chains) -> None:
    """ "The PMF is Iraq's paramilitary grouping": subject and predicate are one actor."""
    by_head = {m.head: i for i, m in enumerate(chains.mentions)}
    for i, m in enumerate(chains.mentions):
        token = chains.doc[m.head]
        if token.dep_ != "attr" or m.kind is MentionKind.PRONOUN or token.head.lemma_ != "be":
            continue
        if any(c.dep_ == "neg" for c in token.head.children) or any(c.tag_ == "MD" for c in token.head.children):
            continue
        for subject in grammar.subjects(token.head)[:1]:
            j = by_head.get(subject.i)
            if j is not None and chains.mentions[j].kind is not MentionKind.PRONOUN and _may_be_same(chains, i, j):
                chains.join(i, j, "copula")


def titles(chains: Chains) -> None:
    """ "the prime minister" is the person who was given that title."""
    holders: list[tuple[int, str]] = []
    for i, m in enumerate(chains.mentions):
        if m.kind is MentionKind.NAME and m.title:
            holders.append((i, m.title.lower()))
        elif m.kind is MentionKind.NOMINAL and m.type is PERSON and chains.named(i):
            holders.append((i, chains.text(i).lower()))
    for i in chains.of_kind(MentionKind.NOMINAL):
        m = chains.mentions[i]
        if m.type is not PERSON or not m.definite or chains.named(i) or not _unmodified_reference(chains, i):
            continue
        if _owners(chains, i) & {"my", "his", "her"}:
            continue  # everybody has a father and a lawyer
        words = " ".join(w for w in chains.text(i).lower().split() if w not in PAST)
        fitting = [
            j for j, title in holders if title == words or title.endswith(" " + words) or words.endswith(" " + title)
        ]
        best = _nearest(chains, i, [j for j in fitting if j < i])
        if best is None and len({chains.of(j) for j in fitting}) == 1:
            best = fitting[0]
        if best is not None:
            chains.join(i, best, "title")


def _unmodified_reference(chains: Chains, i: int) -> bool:
    """Whether a description has nothing behind it that would make it another one ("the president of Chad")."""
    token = chains.head(i)
    if any(c.dep_ == "relcl" and c.left_edge.i > 0 and c.left_edge.nbor(-1).text != "," for c in token.children):
        return False
    return not any(c.dep_ == "prep" and c.lower_ in {"of", "for"} for c in token.children)


def governments(chains: Chains) -> None:
    """A state's government is the state that acts: of the country named with it, else the article's main country."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for i in chains.of_kind(MentionKind.NAME):
        code = chains.mentions[i].country
        if code:
            counts[code] += chains.head(i).dep_ != "npadvmod"
            first.setdefault(code, i)
    main = _dominant(counts)
    for i in chains.of_kind(MentionKind.NOMINAL):
        token = chains.head(i)
        if token.lemma_.lower() not in STATE_NOUNS or chains.mentions[i].type is not ActorType.GOVERNMENT:
            continue
        code = _named_country(chains, i)
        if code is None and _plain(token) and main is not None:
            code = main
        if code and code in first:
            chains.join(i, first[code], "government of the country")


def _dominant(counts: Counter[str]) -> str | None:
    """The country that an article is about: most often named, and twice as often as the next."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1] else None


def _named_country(chains: Chains, i: int) -> str | None:
    """The country whose adjective or genitive stands at a government noun, if nothing else does."""
    token = chains.head(i)
    codes = {m.head: m.country for m in chains.mentions if m.country}
    modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
    modifiers += grammar.prepositional(token, "of")
    found = [codes[c.i] for c in modifiers if c.i in codes]
    return found[0] if len(found) == 1 and len(modifiers) == 1 else None


def _plain(token: Token) -> bool:
    """ "the government", "authorities": no modifier that makes it another's."""
    return not any(c.dep_ in {"amod", "compound", "poss", "prep", "nmod", "nummod", "relcl"} for c in token.children)


def place_nouns(chains: Chains) -> None:
    """ "the city of Kerbala", "Anbar province": the noun and the name are one place. "The Iraqi capital" is Baghdad."""
    heads = {m.head: i for i, m in enumerate(chains.mentions) if m.kind is MentionKind.NAME}
    capitals = {code: i for i in heads.values() if (code := chains.lexicon.capital_of(chains.text(i)))}
    for i in chains.of_kind(MentionKind.NOMINAL):
        token = chains.head(i)
        if chains.mentions[i].type is not PLACE:
            continue
        names = [heads[c.i] for c in token.children if c.dep_ in {"compound", "appos"} and c.i in heads]
        names += [heads[t.i] for t in grammar.prepositional(token, "of") if t.i in heads]
        for j in names:
            if chains.type_of(j) is PLACE and token.lemma_.lower() not in {"capital", "border", "centre", "center"}:
                chains.join(i, j, "place noun")
        if token.lemma_.lower() == "capital" and (code := _named_country(chains, i)) in capitals:
            assert code is not None
            chains.join(i, capitals[code], "capital of the country")


def repeated_descriptions(chains: Chains) -> None:
    """The same description again: equal words, or the same noun with fewer modifiers, referring back."""
    seen: dict[str, list[int]] = defaultdict(list)
    for i in chains.of_kind(MentionKind.NOMINAL):
        token = chains.head(i)
        key = description_key(token, chains)
        recent = () if chains.named(i) else reversed(seen[key][-MEMORY:])
        before = next((j for j in recent if _same_description(chains, i, j)), None)
        if before is not None:
            chains.join(i, before, "repeated description")
        seen[key].append(i)


def description_key(token: Token, chains: Chains) -> str:
    """What a description's noun stands for: its lemma, or one word for all that the lexicon holds to be the same.

    "Iran-backed militias", "Iran-backed factions" and "Iran-backed groups" are one where the modifiers decide.
    """
    lemma = chains.lexicon.synonym(token.lemma_.lower())
    loose = lemma in LOOSE_BODIES and any(c.dep_ in {"amod", "compound"} for c in token.lefts)
    return "group" if loose and token.tag_ == "NNS" else lemma


def _same_description(chains: Chains, i: int, j: int) -> bool:
    a, b = chains.mentions[i], chains.mentions[j]
    if a.number != b.number or not compatible(a.type, b.type):
        return False
    mine, theirs = _modifiers(chains, i), _modifiers(chains, j)
    if _owners(chains, i) != _owners(chains, j) and _owners(chains, i):
        return False
    if a.number == "sing":
        return a.definite and mine <= theirs
    return mine == theirs or (a.definite and mine <= theirs)


def _modifiers(chains: Chains, i: int) -> frozenset[str]:
    ignored = {"alleged", "suspected", "armed", "heavily", "local", "other"}
    m = chains.mentions[i]
    return frozenset(t.lemma_.lower() for t in m.tokens(chains.doc) if t.i != m.head and t.is_alpha) - ignored


def _owners(chains: Chains, i: int) -> frozenset[str]:
    return frozenset(t.lower_ for t in grammar.possessors(chains.head(i)))


def anaphoric_descriptions(chains: Chains) -> None:
    """ "the group", "the company", "the man": the nearest actor before it that can be meant."""
    for i in chains.of_kind(MentionKind.NOMINAL):
        m = chains.mentions[i]
        token = chains.head(i)
        if (
            not m.definite
            or m.number == "plur"
            or chains.named(i)
            or (len(chains.members(i)) > 1 and chains.members(i)[0] < i)
        ):
            continue
        if grammar.possessors(token) or not _unmodified_reference(chains, i):
            continue
        bare = m.end - m.start == 1 or _is_age(token)
        if not chains.lexicon.is_anaphoric(token.lemma_.lower()) and not bare:
            continue
        best = _antecedent(chains, i)
        if best is not None:
            chains.join(i, best, "description")


def _antecedent(chains: Chains, i: int) -> int | None:
    here = chains.sentence_of(i)
    m = chains.mentions[i]
    for j in reversed(range(i)):
        other = chains.mentions[j]
        if here - chains.sentence_of(j) > MAX_DISTANCE:
            return None
        if other.kind is MentionKind.PRONOUN or other.number != m.number or other.end > m.start:
            continue
        if chains.named(j) and _describes(chains, i, j):
            return j
    return None


def _one_clause(chains: Chains, i: int, j: int) -> bool:
    """Two arguments of one verb are two actors."""
    a, b = chains.head(i), chains.head(j)
    return grammar.clause(a).i == grammar.clause(b).i or b.i in {s.i for s in grammar.subjects(grammar.clause(a))}


def _describes(chains: Chains, i: int, j: int) -> bool:
    noun, kind = chains.mentions[i].type, chains.type_of(j)
    if _one_clause(chains, i, j):
        return False
    if noun is PERSON:
        token = chains.head(i)
        if token.lemma_.lower() not in PEOPLE | CALLINGS and not _is_age(token):
            return False
        gender, other = chains.mentions[i].gender, chains.mentions[j].gender
        return kind is PERSON and not (gender and other and gender != other)
    if noun in {COUNTRY, PLACE}:
        return kind is noun
    loose = {ActorType.ORGANIZATION, GROUP, ActorType.ARMED_GROUP}
    if kind is noun:
        return True
    if not chains.lexicon.is_anaphoric(chains.head(i).lemma_.lower()) or kind not in BODIES:
        return False
    # "the party" may be a name of which no more is known than that it is some organisation's
    bare = chains.mentions[i].end - chains.mentions[i].start == 1
    unsure = kind is ActorType.ORGANIZATION and noun in {ActorType.COMPANY, ActorType.PARTY}
    return noun in loose or (bare and unsure and chains.head(j).dep_ in {"nsubj", "nsubjpass", "dobj"})


def _is_age(token: Token) -> bool:
    """ "the 43-year-old"."""
    return token.lower_ == "old" and token.i > 1 and token.nbor(-2).lower_ == "year"
