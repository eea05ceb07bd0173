"""Pronoun resolution: by a rule of its own where a pronoun has one, else by the best candidate that agrees.

Reflexives refer to the subject of their clause; "I" and "we" to the speaker of the quotation; a pleonastic "it" to
nobody. Other pronouns refer to the candidate with most points (`salience`), or to both actors of a coordination.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from graphbuild.core.model import MentionKind
from graphbuild.extraction.coreference.candidates import Antecedents
from graphbuild.extraction.coreference.pairs import group_of, pairs_before, rule_of
from graphbuild.extraction.coreference.pleonastic import is_expletive
from graphbuild.extraction.coreference.plural_descriptions import first_of_plurals, join_several, several_of
from graphbuild.extraction.coreference.salience import score
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.lexicon.speech import SPEECH

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters


def resolve_pronouns(clusters: Clusters) -> None:
    """Join each pronoun to its antecedent, or to all actors of a coordination; one without antecedent stays alone.

    Words outside quotations come first, so that a speaker who is a pronoun is resolved before the quotation. Plural
    descriptions of several actors go with them, in text order: "they" may take up "the two men".
    """
    field = Antecedents(clusters)
    pronouns = clusters.of_kind(MentionKind.PRONOUN)
    quoted = {i for i in pronouns if field.quotations.around(clusters.head(i)) is not None}
    plurals = set(first_of_plurals(clusters))
    for i in [*sorted({*pronouns} - quoted | plurals), *(i for i in pronouns if i in quoted)]:
        if i in plurals:
            if several := several_of(field, i):
                join_several(field, i, several)
            continue
        group = group_of(field, i)
        found = _antecedent(field, i)
        if group and found is None:
            field.join_all(i, group, rule_of(group))
        elif found is not None:
            field.join(i, found[0], f"pronoun: {found[1]}")


def _antecedent(field: Antecedents, i: int) -> tuple[int, str] | None:
    """Return the antecedent of a pronoun with the rule, or None."""
    token = field.clusters.head(i)
    if token.lower_ in FUNCTION_WORDS.first_person:
        speaker = _speaker(field, token)
        alone = field.clusters.mentions[i].number == "sing"
        many = speaker is not None and alone and field.profile(speaker).plural
        return None if many else _named_by("speaker", speaker)
    if token.lower_.endswith(FUNCTION_WORDS.reflexive_endings):
        return _named_by("reflexive", _reflexive(field, i))
    if token.lower_ in REFERENCE.pair_words:
        return None
    if is_expletive(token, field.clusters.lexicon):
        return None
    return _spoken_of(field, i) or _best(field, i)


def _named_by(rule: str, mention: int | None) -> tuple[int, str] | None:
    """Return a mention with the rule that found it, or None if there is no mention."""
    return None if mention is None else (mention, rule)


def _reflexive(field: Antecedents, i: int) -> int | None:
    """Return the antecedent of a reflexive pronoun, a subject of its clause, or None."""
    verb = grammar.clause(field.clusters.head(i).head)
    return next((field.heads[s.i] for s in control.subjects(verb) if s.i in field.heads), None)


def _speaker(field: Antecedents, token: Token) -> int | None:
    """Return the speaker of the words: of the quotation, else the subject of the governing speech verb."""
    quotation = field.quotations.around(token)
    if quotation is not None:
        return quotation.speaker
    for ancestor in token.ancestors:
        if ancestor.lemma_.lower() in SPEECH.quoting:
            for subject in control.subjects(ancestor):
                if subject.i in field.heads and subject.lower_ not in FUNCTION_WORDS.first_person:
                    return field.heads[subject.i]
    return None


def _spoken_of(field: Antecedents, i: int) -> tuple[int, str] | None:
    """Return the actor a quotation is about: in "He lied," X said of Y, "he" is Y."""
    quotation = field.quotations.around(field.clusters.head(i))
    about = quotation.spoken_of if quotation is not None else None
    if about is None or field.clusters.of(about) in field.forbidden(i) or not field.agrees(i, about):
        return None
    return about, "spoken of"


def _best(field: Antecedents, i: int) -> tuple[int, str] | None:
    """Return the candidate with most points and the main preference, or None."""
    scored = [(*score(field, i, j), j) for j in field.candidates(i)]
    if not scored:
        return None
    field.clusters.candidates[i] = len({field.clusters.of(j) for _, _, j in scored})
    points, rule, best = max(scored, key=lambda s: (s[0], s[2]))
    if field.clusters.mentions[i].number == "plur" and points < _pair(field, i):
        return None
    return best, rule


def _pair(field: Antecedents, i: int) -> float:
    """Return the points of the best coordination of two singular actors before a plural pronoun."""
    return max((score(field, i, j)[0] + 1.4 for j in pairs_before(field, i)), default=float("-inf"))
