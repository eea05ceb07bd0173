"""Country codes and country names that a gazetteer may use."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from graphbuild.core.names import fold
from graphbuild.knowledge import data

# ISO 3166-1 territories that are no states, where offshore companies and ships are registered.
TERRITORIES = frozenset(
    """
    AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF
    PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT
    """.split()
)
# Codes of the FollowTheMoney world that ISO does not have; the European Union and "the world" are no countries.
_GONE = {"SUHH": "XSU", "YUCS": "XYU", "CSHH": "XCS", "CSXX": "XCM", "DDDE": "XDD", "VDVN": "XVN"}
_FTM = {"UK": "GB", "EL": "GR", **_GONE}
NOWHERE = frozenset({"EU", "ZZ", "QO", "XX"})


def country_code(text: str) -> str | None:
    """Return the code of a country given by code (any case; also of a part, "gb-sct") or English name; else None."""
    upper = text.upper().partition("-")[0]
    upper = _FTM.get(upper, upper)
    return upper if upper in codes() or upper in TERRITORIES else names().get(fold(text))


def near(text: str) -> str:
    """Return a hint with the countries that an unknown name may mean; empty if there is none."""
    hits = get_close_matches(fold(text), names(), n=1, cutoff=0.75)
    return f"Did you mean {names()[hits[0]]} ({codes()[names()[hits[0]]]})?" if hits else ""


@lru_cache(maxsize=1)
def codes() -> dict[str, str]:
    """Return the name of every state by its code."""
    return {code: entry["name"] for code, entry in _states().items()}


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Return the code of every name of a state, by the name as `fold` gives it."""
    return {fold(n): code for code, entry in _states().items() for n in [entry["name"], *entry.get("aliases", ())]}


@lru_cache(maxsize=1)
def _states() -> dict[str, dict[str, str]]:
    """Return the table of countries."""
    return data.read("countries")
