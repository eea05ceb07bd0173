"""Parts of queries that several readers share."""

from __future__ import annotations

import json
from collections.abc import Collection

AMONG = "(SELECT value FROM json_each(?))"
"""The values of a parameter that `among` made."""

OBSERVED_AMONG = f"(SELECT observed FROM judgement WHERE actor IN {AMONG})"
"""The observed actors that are judged to be one of the actors of a parameter."""


def where(conditions: list[str]) -> str:
    """Return the clause that demands all of some conditions; empty where there are none."""
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def among(values: Collection[str]) -> str:
    """Return the parameter for `AMONG`."""
    return json.dumps(sorted(values))
