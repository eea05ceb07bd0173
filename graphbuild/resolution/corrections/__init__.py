"""Corrections: what a person says of who is who and what is linked, laid over what the texts yield.

`correction` is one entry, `file` reads and checks them, `editing` writes them, `finding` tells whom they mean,
`judging` works out what they say together, and `overlay` is the outcome that a store keeps.
"""

from graphbuild.resolution.corrections.correction import ActorRef, Correction, Corrections, Kind, LinkRef
from graphbuild.resolution.corrections.file import parse, read
from graphbuild.resolution.corrections.overlay import Overlay

__all__ = ["ActorRef", "Correction", "Corrections", "Kind", "LinkRef", "Overlay", "parse", "read"]
