"""The ontology: every relation, what it joins, and the words that say it. Read from data, not written in code.

A relation's triggers are short patterns in the file's own words (the notation stands at the head of
`relations/README.md` and in `docs/ontology.md`). `patterns` turns them into `Frame`s, `frames` matches them.
A user's file is laid over the built-in one: new relations are added, triggers appended, other keys override.
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
