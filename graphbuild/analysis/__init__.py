"""Measures of a graph: counts, centrality, communities and brokers.

    stats             counts of what a store contains
    measure           degree, betweenness, PageRank, community and core of every actor of a graph
    communities       groups of actors with more ties among them than to the rest
    brokers           actors that connect communities
    brokers_between   actors that connect two groups that the caller names, with the paths

`MEANINGS` explains in one line what each measure means, and what it does not.
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
