"""Which language an article is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graphbuild.core.errors import InputError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_SAMPLE = 5_000  # characters that are looked at
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a is that for it was on with as by at from his her be he she they has had have were are not but "
    "said who which their an its this will been after over".split()
)
_SHARE = 0.2  # of common English words, in English prose about .4; in headlines and lists of names less
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_FEW = 30  # words below which nothing is said against English in Latin letters
_NOTHING = 5  # words below which nothing is said at all
_NO_WORDS = "zxx"  # numbers and signs
_SURE = 0.9  # how sure of another language one has to be
_NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of an article; `en` where the text is too short to tell.

    English prose shows by its commonest words, which is sure and costs nothing. Other text is judged by
    py3langid (a fork of langid.py, Lui and Baldwin 2012), among all its languages.

    Raises:
        InputError: that library cannot load its model.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(word in _COMMON for word in words) >= _SHARE * len(words):
        return ENGLISH
    foreign_script = sum(not _LATIN.match(word) for word in words) > len(words) / 2
    if len(words) < (_NOTHING if foreign_script else _FEW):
        return ENGLISH
    try:
        code, sure = _identifier().classify(sample)
    except OSError as error:  # the library unpacks its model into the system's temporary folder
        reason = error.strerror or str(error)
        raise InputError(f"Its language cannot be told, as the temporary folder is of no use: {reason}.") from error
    return str(code) if code != _NO_WORDS and (sure >= _SURE or foreign_script) else ENGLISH


def name_of(code: str) -> str:
    """How a language is called to the user."""
    base = code.split("-")[0].split("_")[0].lower()
    return f"{_NAMES[base]} ({code})" if base in _NAMES else f"the language {code!r}"


def is_english(code: str) -> bool:
    """Whether a language code, as rows and pages give it (`en`, `en-GB`, `eng`, `English`), means English."""
    return re.split(r"[-_]", code.strip().lower())[0] in {"en", "eng", "english", ""}


@cache
def _identifier() -> LanguageIdentifier:
    """Return the language identifier with normalized probabilities."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
