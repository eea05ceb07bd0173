"""The relations and how to load your own, under their public name; defined in `graphbuild.knowledge.ontology`."""

from graphbuild.knowledge.ontology import *  # noqa: F403
