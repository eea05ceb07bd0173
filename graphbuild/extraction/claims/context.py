"""What reading one document's claims needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import MentionIndex
from graphbuild.extraction.syntax.parsing import span_of
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every claim of a document needs to know of it."""

    doc_id: str
    doc: Doc
    text: str
    clusters: Clusters
    places: MentionIndex
    ids: dict[int, str]  # cluster -> observed actor id
    names: dict[int, str]  # cluster -> actor name
    ontology: Ontology
    lexicon: Lexicon
    published: datetime | None
    dates: Mapping[int, tuple[TokenSpan, ...]]  # where a sentence starts -> its date phrases

    def words(self, start: int, end: int) -> str:
        """The words of a stretch of tokens, as the text has them, white space evened out."""
        return " ".join(span_of(self.doc[start:end]).of(self.text).split())
