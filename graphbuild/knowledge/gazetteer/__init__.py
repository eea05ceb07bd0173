"""The gazetteer: actors that the user knows already, with their names, types and ids, from a file of their own.

    load                a CSV file or FollowTheMoney JSON lines, every line checked
    Gazetteer, Entry    what was in it, and which entry a stretch of words names

Nothing of it comes into a graph unless a text mentions it.
"""

from graphbuild.knowledge.gazetteer.entry import Entry, Gazetteer
from graphbuild.knowledge.gazetteer.file import load

__all__ = ["Entry", "Gazetteer", "load"]
