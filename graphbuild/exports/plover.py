"""Event types of PLOVER with what a link's status makes of them.

By its manual (https://github.com/openeventdata/PLOVER), sections "Auxiliary modes" and "AGREE": cooperative acts in the
future are AGREE; else an event that is not reported as a fact carries an auxiliary mode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphbuild.core.model import Status

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_MODES: Mapping[str, str] = {
    Status.FUTURE: "future",
    Status.HYPOTHETICAL: "hypothetical",
    Status.DENIED: "negation",
}


def with_mode(types: Sequence[str], status: object) -> list[str]:
    """The event types of a link of some status, such as `AGREE`, `ASSAULT:targeted + negation`."""
    mode = _MODES.get(str(status))
    if mode is None:
        return list(types)
    if status == Status.FUTURE and all(_event(type_) in {*_COOPERATIVE, "AGREE"} for type_ in types):
        return ["AGREE"] if types else []
    return [f"{type_} + {mode}" for type_ in types]


def _event(type_: str) -> str:
    """Return the event type without its mode."""
    return type_.partition(":")[0]
