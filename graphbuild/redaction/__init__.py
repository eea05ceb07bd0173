"""Redaction: what must not leave the laptop is left out of a graph before it is drawn or written.

    load         the user's file: actors, documents, outlets and quotations
    redacted     the part of a store's graph in which nothing of them remains

A sentence goes when it speaks of a redacted actor, by name, by description or by a pronoun; a link goes when no
sentence of it is left; what names an actor elsewhere (a title, another actor's name, an id, an address) is masked
out. The store itself is never changed.
"""

from graphbuild.redaction.file import Redaction, load
from graphbuild.redaction.graph import BLOT, redacted

__all__ = ["BLOT", "Redaction", "load", "redacted"]
