"""The figures of a graph: how much there is of everything, who stands in the middle, and who stands together.

    stats             what a store holds
    measure           degree, betweenness, PageRank, community and core of every actor of a graph
    communities       which actors are tied to each other more than to the rest
    brokers           who ties communities together
    brokers_between   who connects two groups that the caller names, by which ways

`MEANINGS` says of each measure in a line what it means, and what it does not.
"""

from graphbuild.analysis.brokerage import Broker, brokers
from graphbuild.analysis.community_detection import communities
from graphbuild.analysis.group_brokers import Between, Connection, brokers_between
from graphbuild.analysis.measures import MEANINGS, Measures, measure, pivots
from graphbuild.analysis.statistics import Stats, stats

__all__ = [
    "MEANINGS",
    "Between",
    "Broker",
    "Connection",
    "Measures",
    "Stats",
    "brokers",
    "brokers_between",
    "communities",
    "measure",
    "pivots",
    "stats",
]
