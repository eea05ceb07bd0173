"""Documents, mentions, actors, claims and evidence, under their public name; defined in `graphbuild.core.model`."""

from graphbuild.core.model import *  # noqa: F403
