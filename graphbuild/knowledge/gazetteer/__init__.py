"""The gazetteer: actors that the user knows, with names, types and ids, from a file of the user.

    load                read a CSV file or FollowTheMoney JSON lines, with every line checked
    Gazetteer, Entry    its content, and the entry that a sequence of words names

An entry enters a graph only if a text mentions it.
"""

from graphbuild.knowledge.gazetteer.entry import Entry, Gazetteer
from graphbuild.knowledge.gazetteer.file import load

__all__ = ["Entry", "Gazetteer", "load"]
