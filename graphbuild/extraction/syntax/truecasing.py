"""Truecasing of text in capitals, letter by letter: "ARMY ARRESTS ANNA HOLT" becomes "Army arrests Anna Holt".

Of headlines in Title Case only the verbs and small words are written small, which else become parts of names. Entity
recognisers learn from mixed case, and see one long name in a headline or old wire copy in capitals. The usual
case of a word is taken from the rest of the document, then from the word lists, then from the language model's
vocabulary. Every word keeps its place and length, so that offsets stay valid.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from spacy.language import Language
from spacy.vocab import Vocab

from graphbuild.core.names import fold
from graphbuild.extraction.syntax.fast.attributes import lemmatizer_of
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.word_forms import WORD_FORMS

WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"\S.*?(?:(?<=[^\W\d_]{3})[.!?]+(?=[\s\"')]|$)|$)", re.DOTALL)
LOUD = re.compile(r"[A-Z]{2,}[^a-z]{1,40}[A-Z]{2,}[^a-z]{1,40}[A-Z]{2,}")  # worth a closer look
NAME = re.compile(r"\b([^\W\d_]+) (?=([^\W\d_]+))")
DAYS = {
    day: day.capitalize()
    for day in (*WORD_FORMS.weekdays, *WORD_FORMS.months)
    if day not in WORD_FORMS.ambiguous_months
}
MAX_HEADLINE = 16  # words of more than three letters
OPENING = frozenset(".:;!?\"'\u2018\u201c")  # before a word that is capitalised in any case
MIN_WORDS = 4  # fewer may be names, initials and emphasis
MAX_PHRASE = 6
FOLLOWING = 2  # how many words after a first name may be names that are otherwise common words


class Casing:
    """The usual case of words, by a model's vocabulary and the word lists."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        """Read the vocabulary, the stop words and the word forms of a language model."""
        self.lexicon = lexicon
        self._vocab: Vocab = nlp.vocab
        self._stops: frozenset[str] = frozenset(nlp.Defaults.stop_words)
        self._forms = _word_forms(nlp)
        self.common = lru_cache(maxsize=1 << 14)(self._common)

    def restored(self, paragraphs: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
        """Return a document's paragraphs with their offsets, with sentences in capitals truecased."""
        found = [(offset, self._titled(text)) for offset, text in paragraphs]
        if not any(LOUD.search(text) for _, text in found):
            return found
        usual = {**DAYS, **_usual(text for _, text in found)}
        bearers = self._bearers(self._paragraph(text, usual) for _, text in found)
        return [(offset, self._paragraph(text, {**bearers, **usual})) for offset, text in found]

    def _bearers(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the surnames after first names, even if they are common words ("John Baker": "Baker")."""
        pairs = (pair.groups() for text in texts for pair in NAME.finditer(text))
        return {last.lower(): last for first, last in pairs if self.lexicon.gender(first.lower()) and last.istitle()}

    def _paragraph(self, text: str, usual: Mapping[str, str]) -> str:
        """Return a paragraph with its sentences in capitals truecased."""
        if sum(w.isupper() and len(w) > 1 for w in WORD.findall(text)) < MIN_WORDS:
            return text  # no sentence of it can be in capitals
        if self.shouted(text):
            return self._sentence(text, usual)
        return SENTENCE.sub(lambda m: self._sentence(m.group(), usual) if self.shouted(m.group()) else m.group(), text)

    def _titled(self, line: str) -> str:
        """Return a headline in Title Case with its verbs and small words in lower case; any other text unchanged."""
        if not _title_case(line):
            return line
        words = list(WORD.finditer(line))
        parts, at, verbs = [], 0, 0
        for match, after in zip(words, [*words[1:], None], strict=True):
            word, before = match.group(), line[: match.start()].rstrip()
            opens = not before or before[-1] in OPENING
            follows = after.group().lower() if after is not None else ""
            small = word.lower() in self._stops and word.istitle() and word.lower() not in WORD_FORMS.ambiguous_months
            verb = not opens and self._headline_verb(word.lower(), follows)
            verbs += verb
            if verb or (small and not opens):
                word = _lowered(word)
            parts += [line[at : match.start()], word]
            at = match.end()
        return "".join([*parts, line[at:]]) if verbs else line  # "Violence and Harassment": the name of a chapter

    def _headline_verb(self, word: str, follows: str) -> bool:
        """Return True if a word is a verb; of two in a row the first is a noun ("Forces Kill")."""
        listed = any(base in WORD_FORMS.headline_verbs for base in _bases(word, "verb"))
        past = word.endswith("ed") and self._form(word, "verb") and not self.lexicon.gender(word)
        next_listed = any(base in WORD_FORMS.headline_verbs for base in _bases(follows, "verb")) if follows else False
        return bool(past or (listed and not next_listed))

    def shouted(self, sentence: str) -> bool:
        """Return True if a sentence has ordinary words in capitals, not only acronyms."""
        if not _capitals(sentence):
            return False
        words = {w.lower() for w in WORD.findall(sentence) if len(w) > 1 and w.isupper()}
        return sum(w in self._stops or self.common(w) for w in words) > 1

    def _sentence(self, sentence: str, usual: Mapping[str, str]) -> str:
        """Return a sentence truecased."""
        words = list(WORD.finditer(sentence))
        written = self._written([m.group() for m in words], sentence, words, usual)
        parts, at = [], 0
        for match, word in zip(words, written, strict=True):
            parts += [sentence[at : match.start()], word]
            at = match.end()
        return "".join([*parts, sentence[at:]])

    def _written(
        self, words: list[str], sentence: str, places: list[re.Match[str]], usual: Mapping[str, str]
    ) -> list[str]:
        """Return the words of a sentence truecased."""
        found: list[str] = []
        after_name = 0
        while len(found) < len(words):
            i = len(found)
            phrase = self._phrase(words[i : i + MAX_PHRASE])
            if not words[i].isupper():
                found.append(words[i])
            elif phrase:
                found += phrase
            else:
                before = sentence[places[i].start() - 1 : places[i].start()]
                follows = after_name > 0 and before in {" ", "-"}
                found.append(self._word(words[i], usual, follows=follows, clitic=before in {"'", "-"}))
            after_name = self._after_name(words[i].lower(), found[i], after_name)
        if found and found[0].islower():
            found[0] = _capitalised(words[0])
        return found

    def _after_name(self, word: str, written: str, before: int) -> int:
        """Return how many of the next words may be surnames."""
        if self.lexicon.gender(word) and not written.islower():
            return FOLLOWING
        return before - 1 if before and not written.islower() else 0

    def _phrase(self, words: list[str]) -> list[str]:
        """Return the longest well-known name at the start of these words, in its usual case."""
        for size in range(len(words), 0, -1):
            name = self.lexicon.spellings.get(fold(" ".join(words[:size])), "")
            written = WORD.findall(name)
            content = sum(w != "The" for w in written)
            same = [w.lower() for w in written] == [w.lower() for w in words[:size]]
            if same and (content > 1 or not self._ambiguous(words[size - 1].lower())):
                return written
        return []

    def _ambiguous(self, word: str) -> bool:
        """Return True if the single word of a known name is also a common word ("Times", "WHO").

        A country's name never is.
        """
        if self._geographic(word):
            return False
        return word in self._stops or self.lexicon.ordinary(word) or self._describes(word)

    def _geographic(self, word: str) -> bool:
        """Return True if a word names a country or place, or is its adjective."""
        lexicon = self.lexicon
        if any(base in lexicon.nouns for base in _bases(word, "noun")):
            return False  # the States
        return bool(lexicon.country(word) or lexicon.adjective(word) or lexicon.is_place(word))

    def _describes(self, word: str) -> bool:
        """Return True if it is a form of a verb, adjective or adverb."""
        return any(self._form(word, pos) for pos in ("verb", "adj", "adv"))

    def _word(self, word: str, usual: Mapping[str, str], *, follows: bool, clitic: bool) -> str:
        """Return a single word in its usual case."""
        lower = word.lower()
        if clitic and lower in WORD_FORMS.clitics:
            return _lowered(word)
        if len(word) == 1 and lower not in {"a"}:
            return word
        if lower in usual:
            return usual[lower]
        if lower in NAMING.small_words or lower in self._stops:
            return _lowered(word)
        if self.lexicon.gender(lower):
            return _capitalised(word)
        if self.common(lower) and not (follows and not self._acts(lower)):
            return _lowered(word)
        return word if len(word) < 6 and not set(lower) & set("aeiouy") else _capitalised(word)

    def _acts(self, word: str) -> bool:
        """Return True if a word after a first name continues the sentence, and is no surname."""
        return self._form(word, "verb") or self._form(word, "adv") or self.lexicon.adjective(word) is not None

    def _form(self, word: str, pos: str) -> bool:
        """Return True if a word is an inflected form of a known word with this part of speech."""
        return any(base in self._forms[pos] for base in _bases(word, pos))

    def _common(self, word: str) -> bool:
        """Return True if a lower-case word is ordinary, and no name."""
        if self._geographic(word):
            return False
        if any(map(self.lexicon.ordinary, _bases(word, "noun"))) or self._describes(word):
            return True
        nouns = [base for base in _bases(word, "noun") if base in self._forms["noun"]]
        return any(self._written_small(base) for base in nouns)

    def _written_small(self, word: str) -> bool:
        """Return True if the model's vocabulary prefers a noun in lower case."""
        small, capital = self._vocab[word], self._vocab[word.capitalize()]
        if word.endswith(WORD_FORMS.abstract_endings) or not (small.has_vector or capital.has_vector):
            return True
        if small.rank == capital.rank:
            return self._vocab[word + "s"].has_vector
        return bool(small.has_vector and (not capital.has_vector or small.rank < capital.rank))


def _capitals(text: str) -> bool:
    """Return True if most words of a text are in capitals, and hardly any in lower case."""
    words = [w for w in WORD.findall(text) if len(w) > 1]
    loud = sum(w.isupper() for w in words)
    small = sum(w.islower() for w in words)
    return bool(loud >= MIN_WORDS and loud >= 0.75 * len(words) and small <= 0.1 * len(words))


def _title_case(text: str) -> bool:
    """Return True for a line of few words that are all capitalised, but for small ones, and not in capitals."""
    words = [w for w in WORD.findall(text) if len(w) > 3]
    if not MIN_WORDS <= len(words) <= MAX_HEADLINE or not all(w[0].isupper() for w in words):
        return False
    return bool(2 * sum(w.isupper() for w in words) <= len(words))


def _usual(texts: Iterable[str]) -> dict[str, str]:
    """Return the case of a document's words where it does not write them in capitals."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    plain = (text for text in texts if not _capitals(text))
    for sentence in (sentence for text in plain for sentence in SENTENCE.findall(text)):
        if not _capitals(sentence):
            for match in WORD.finditer(sentence):
                begins = match.start() == 0 or sentence[match.start() - 2 : match.start() - 1] in set('.!?:"')
                word = match.group()
                if len(word) > 1 and (not begins or word.isupper()):
                    counts[word.lower()][word] += 1
    return {word: min(forms, key=lambda form: (-forms[form], form)) for word, forms in counts.items()}


def _word_forms(nlp: Language) -> dict[str, frozenset[str]]:
    """Return the dictionary forms of words by part of speech, if the model's lemmatizer has them."""
    found = {pos: frozenset[str]() for pos in ("verb", "noun", "adj", "adv")}
    lookups = getattr(lemmatizer_of(nlp), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return found
    index = lookups.get_table("lemma_index")
    irregular = lookups.get_table("lemma_exc") if lookups.has_table("lemma_exc") else {}
    return {pos: frozenset(index.get(pos, ())) | frozenset(irregular.get(pos, ())) for pos in found}


def _bases(word: str, pos: str) -> Iterator[str]:
    """Yield the dictionary forms of a word."""
    for ending, instead in WORD_FORMS.inflections[pos]:
        stem = word.removesuffix(ending) if ending else word
        if word.endswith(ending) and len(stem) > 1:
            yield stem + instead
            if ending in {"ed", "ing"} and stem[-1] == stem[-2]:
                yield stem[:-1]


def _lowered(word: str) -> str:
    """Return a word in lower case, with the same length."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in word)


def _capitalised(word: str) -> str:
    """Return a word with its first letter unchanged and the rest in lower case."""
    return word[:1] + _lowered(word[1:])
