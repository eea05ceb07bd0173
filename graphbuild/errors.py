"""Every error of graphbuild, under its public name; defined in `graphbuild.core.errors`."""

from graphbuild.core.errors import *  # noqa: F403
