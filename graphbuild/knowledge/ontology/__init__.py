"""The ontology: every relation, the types it connects, and its trigger patterns, read from data.

`relations/README.md` and `docs/ontology.md` describe the notation. `patterns` parses the patterns into `Frame`s, which
`extraction.events.frames` matches. A user's file is merged with the built-in ones: new relations are added, triggers
are appended, other keys replace the built-in value.
"""

from graphbuild.knowledge.ontology.loading import BUILT_IN, load
from graphbuild.knowledge.ontology.relation import (
    ACTORS,
    BODIES,
    LASTING_FAMILIES,
    TYPE_SETS,
    Example,
    Frame,
    FrameKind,
    Ontology,
    Relation,
)
from graphbuild.knowledge.ontology.traits import Trait

__all__ = [
    "ACTORS",
    "BODIES",
    "BUILT_IN",
    "LASTING_FAMILIES",
    "TYPE_SETS",
    "Example",
    "Frame",
    "FrameKind",
    "Ontology",
    "Relation",
    "Trait",
    "load",
]
