"""Redaction: confidential actors, documents, outlets and quotations are removed before a graph is drawn or written.

    load         read the user's file: actors, documents, outlets and quotations
    redacted     return the part of a store's graph in which nothing of them remains

A sentence is removed if it mentions a redacted actor by name, description or pronoun; a link is removed if no sentence
of it remains. What names an actor elsewhere (a title, another actor's name, an id, an address) is masked. The store
itself is never changed.
"""

from graphbuild.redaction.file import Redaction, load
from graphbuild.redaction.graph import BLOT, redacted

__all__ = ["BLOT", "Redaction", "load", "redacted"]
