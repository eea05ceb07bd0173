"""Hold a store against every promise made about it; defined in `graphbuild.workflow.verify`."""

from graphbuild.workflow.verify import Fault, check

__all__ = ["Fault", "check"]
