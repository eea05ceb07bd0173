"""Types of names (person, kinds of body, country, place), and the gender of a name."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType
from graphbuild.extraction.mentions.address_names import in_address
from graphbuild.extraction.mentions.mention import PLURAL
from graphbuild.extraction.mentions.name_boundaries import NAME_LABELS, title_before
from graphbuild.extraction.mentions.naming_nouns import body_type, naming_noun
from graphbuild.extraction.mentions.whole_text import has_word
from graphbuild.extraction.syntax.grammar import children
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.naming import NAMING


def name_type(
    span: TokenSpan, label: str, country: str | None, title: str | None, lexicon: Lexicon
) -> tuple[ActorType | None, bool]:
    """Return the type of a name, and whether it is more than the recogniser's guess."""
    known = ActorType.PERSON if _first_name(span) else lexicon.known_type(span.text)
    if known is not None and country and not _with_article(span):
        known = None  # "the Australian" is a newspaper, but "Australian exports" are the country's
    if known is not None and not (title and label == "PERSON" and len(span) == 1):  # President Hill is no newspaper
        return known, True
    if known is None and label != "PERSON" and _is_thing(span, lexicon):
        return None, False
    if country:
        return ActorType.COUNTRY, True
    if title or _called_person(span, label, lexicon) or _titled(span, label, lexicon):
        return ActorType.PERSON, True
    if (told := _told_type(span, label, lexicon)) is not None:
        return told, True
    if _is_team(span, lexicon):
        return ActorType.ORGANIZATION, True
    if lexicon.is_place(span.text) or _of_a_place(span, lexicon) or in_address(span, lexicon):
        return ActorType.PLACE, True
    if (by_noun := _by_head(span, label, lexicon) or _by_post(span, label, lexicon)) is not None:
        return by_noun, True
    if label == "NORP":
        return (ActorType.GROUP, False) if span.root.tag_ in PLURAL else (None, False)
    if label == "":
        return _unlabelled_type(span, lexicon)
    return NAME_LABELS[label], False


def _by_head(span: TokenSpan, label: str, lexicon: Lexicon) -> ActorType | None:
    """Return the type by the deciding word of a name of several ("Ministry", "Party", "Inc")."""
    by_head = lexicon.head_type(span[-1].text) or _before_of(span, lexicon)
    if by_head is None or len(span) == 1:
        return None
    return by_head if label != "PERSON" or _of_body(span, by_head, lexicon) else None


def _of_body(span: TokenSpan, by_head: ActorType, lexicon: Lexicon) -> bool:
    """Return True for a body that the recogniser took for a person: "Gannet Lines", "Ozal Party", but not "Ada Lines".

    A company's last word may be a surname, unless it is a plural.
    """
    if lexicon.gender(span[0].lower_) is not None:
        return False
    return by_head is not ActorType.COMPANY or span[-1].lower_.endswith("s")


def _by_post(span: TokenSpan, label: str, lexicon: Lexicon) -> ActorType | None:
    """Return the type of a name by the post right behind it: "the Kovar leader Ada Holt", "the Tarsk mayor"."""
    doc, at = span.doc, span.end
    if label == "ORG" or span.root.dep_ not in {"compound", "nmod", "amod"}:
        return None
    if lexicon.ordinary(span[-1].lower_) and _headline(span):
        return None
    if label == "PERSON" and len(span) > 1 and lexicon.gender(span[0].lower_):
        return None
    while at < len(doc) and doc[at].lower_ in NAMING.before_posts:
        at += 1
    if at >= len(doc) or doc[at].pos_ not in {"NOUN", "PROPN"} or doc[at].sent.start > span.start:
        return None
    post = doc[at].lemma_.lower()
    if post in NAMING.place_posts or (post in LOCATIONS.subdivisions and label != "NORP"):
        return ActorType.PLACE  # "the Tarsk mayor", "the Tarsk municipality"
    return ActorType.ORGANIZATION if post in NAMING.body_posts and label != "NORP" else None


def _titled(span: TokenSpan, label: str, lexicon: Lexicon) -> bool:
    """Return True if a title precedes the name; an epithet before a body's name is none ("Veteran Cedar Front")."""
    if title_before(span.doc, span.start, lexicon) is None:
        return False
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return not _epithet_of_body(before, label)


def _epithet_of_body(before: str, label: str) -> bool:
    """Return True if the word before a name that is not a person's is an epithet."""
    return label != "PERSON" and before in NAMING.epithets | NAMING.possible_epithets


def _first_name(span: TokenSpan) -> bool:
    """Return True for a first name in ordinary letters that is no acronym in this text ("Ana", "Isis")."""
    word = span.text
    if word.isupper() or word.lower() not in NAMING.first_names_like_acronyms:
        return False
    return not has_word(span.doc, word.upper())


def _told_type(span: TokenSpan, label: str, lexicon: Lexicon) -> ActorType | None:
    """Return the type of body that the text gives to a name; people with a first name and places known keep theirs."""
    if len(span) > 1 and lexicon.is_legal_form(span[-1].text):
        return ActorType.COMPANY  # "Kern International Corp", whatever the recogniser took it for
    if label == "PERSON" and len(span) > 1 and lexicon.gender(span[0].lower_):
        return None
    if lexicon.is_place(span.text) or (len(span) > 1 and lexicon.head_type(span[-1].text) is not None):
        return None
    noun = naming_noun(span, lexicon)
    return body_type(noun, lexicon) if noun is not None else None


def _with_article(span: TokenSpan) -> bool:
    """Return True if "the" precedes a name that does not modify a following noun."""
    before = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
    return before and span.root.dep_ not in {"amod", "compound", "nmod"}


def _is_thing(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True for a capitalised law, plan or award: "U.S. Strategy", "Millennium Goals"; a disease, a faith."""
    if span.text.removeprefix("the ") in lexicon.thing_names:
        return True
    return len(span) > 1 and span[-1].lower_ in lexicon.things and _before_of(span, lexicon) is None


def _before_of(span: TokenSpan, lexicon: Lexicon) -> ActorType | None:
    """Return the type by the word before "of" or "for" ("Supreme Court of India")."""
    cut = next((k for k in range(1, len(span)) if span[k].lower_ in {"of", "for"}), None)
    return lexicon.head_type(span[cut - 1].text) if cut is not None else None


def _is_team(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if a town's name denotes its team: "Dortmund keeper Weid", "Augsburg's new coach"."""
    after = [t for t in span.doc[span.end : span.end + 4] if t.tag_ not in {"POS", "JJ", "VBN"}][:1]
    return any(t.lower_ in lexicon.team_posts and t.sent.start <= span.start for t in after)


def is_post(span: TokenSpan, label: str, lexicon: Lexicon) -> bool:
    """Return True if a capitalised phrase is an office: "Rosa Lind, International President of the League"."""
    doc, last = span.doc, span[-1]
    if label == "PERSON" or lexicon.noun_type(last, plural=False) is not ActorType.PERSON:
        return False
    behind = doc[span.end].lower_ if span.end < len(doc) else "."
    return behind in FUNCTION_WORDS.behind_posts and last.dep_ in {"appos", "attr", "pobj", "conj", "ROOT", "oprd"}


def _of_a_place(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if a noun says that this is a place ("the town of Kandil")."""
    first = span.root
    while first.dep_ == "conj":
        first = first.head  # "the villages of Kandil and Tarm"
    of, several = first.head, first.i != span.root.i
    if of.lower_ != "of" or not (several or of.i == span.start - 1) or len(span) > 2:
        return False
    noun = of.head
    counted = {"NN", "NNS"} if several or children(span.root, "conj") else {"NN"}
    return noun.i == of.i - 1 and noun.tag_ in counted and noun.lemma_ in LOCATIONS.place_nouns


def _called_person(span: TokenSpan, label: str, lexicon: Lexicon) -> bool:
    """Return True if a human noun in apposition says that this is a person ("the leader, Marine Le Pen")."""
    if label not in {"ORG", "", "GPE"} or span.root.tag_ == "NNPS":
        return False
    beside = [c for c in span.root.children if c.dep_ == "appos"]
    beside += [span.root.head] if span.root.dep_ == "appos" else []
    verb = span.root.head
    if span.root.dep_ == "nsubj" and verb.lemma_ == "be":
        beside += [c for c in verb.children if c.dep_ == "attr"]  # "Weld was a commander in the navy"
    return any(t.pos_ == "NOUN" and t.tag_ == "NN" and lexicon.is_person_noun(t.lemma_.lower()) for t in beside)


def _unlabelled_type(span: TokenSpan, lexicon: Lexicon) -> tuple[ActorType | None, bool]:
    """Return the type of a run of proper nouns without an entity label, and whether it is certain."""
    if all(lexicon.is_title_word(t.lower_) for t in span):
        return None, False
    if lexicon.gender(span[0].lower_) and len(span) > 1:
        return ActorType.PERSON, False
    if _headline(span):
        return None, False
    if len(span) == 1 and span[0].is_upper and 2 <= len(span[0]) <= 6:
        return ActorType.ORGANIZATION, False
    if len(span) > 1 and (not span[0].is_sent_start or _acts(span)):
        return ActorType.ORGANIZATION, False
    if len(span) == 1 and span.root.dep_ in {"nsubj", "dobj", "pobj", "appos", "poss", "conj", "nsubjpass"}:
        return ActorType.ORGANIZATION, False
    return None, False


def _acts(span: TokenSpan) -> bool:
    """Return True if a name at the beginning of a sentence is the subject of its verb: "Diario Norte reported"."""
    plain = all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in span)
    return plain and span.root.dep_ == "nsubj" and span.root.i == span.end - 1 and span.root.head.pos_ == "VERB"


def _headline(span: TokenSpan) -> bool:
    """Return True if the sentence capitalises all words, so that capitals say nothing."""
    words = [t for t in span.sent if t.is_alpha and len(t) > 3]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def name_gender(span: TokenSpan, type_: ActorType, title: str | None, lexicon: Lexicon) -> str | None:
    """Return the gender that a name implies, as in `TokenMention`."""
    if type_ is not ActorType.PERSON:
        return "c" if type_ is ActorType.GROUP else "n"
    words = title.lower().replace(".", "").split() if title else []
    for gender, told in (("m", NAMING.male_titles), ("f", NAMING.female_titles)):
        if told & set(words) or any(lexicon.noun_gender(w) == gender for w in words):
            return gender
    return lexicon.gender(span[0].lower_) if len(span) > 1 else None
