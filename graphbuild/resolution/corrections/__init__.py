"""Corrections: what a person says about actors and links, applied to what the texts yield.

`correction` defines an entry, `file` reads and checks entries, `editing` writes them, `lookup` finds the actors they
name, `apply` computes their combined result (with `looks` for names and types), and `overlay` is
the form in which a store keeps it.
"""

from graphbuild.resolution.corrections.correction import ActorRef, Correction, Corrections, Kind, LinkRef
from graphbuild.resolution.corrections.file import parse, read
from graphbuild.resolution.corrections.overlay import Overlay

__all__ = ["ActorRef", "Correction", "Corrections", "Kind", "LinkRef", "Overlay", "parse", "read"]
