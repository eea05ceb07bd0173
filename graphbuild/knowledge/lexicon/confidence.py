"""Confidence of a claim: how often its rule, trigger and path were right on texts that people judged.

The rates are counted by `benchmarks/confidence.py` and stored in `data/confidence.toml`; this module looks them up. A
trigger seen too seldom falls back to its rule (relation and kind), that to its kind, and that to all claims. Counts are
shrunk towards that parent with a beta prior (empirical Bayes; Gelman et al., Bayesian Data Analysis, chapter 5). The
worst mark of the path between trigger and arguments multiplies the odds. `docs/confidence.md` says what the figure
means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from graphbuild.core.link_key import OPEN

# Steps of a path that lead into another clause, and to what is only coordinated with the end.
CLAUSE = frozenset({"relcl", "acl", "advcl", "xcomp", "ccomp", "pcomp"})
SHARED = "conj"
FAR = 10  # tokens between the trigger and its two ends, together
PLAIN = "plain"
MARKS = (PLAIN, "pronoun", "shared", "clause", "far", "completed")
LOWEST, HIGHEST = 0.05, 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """The measured rates.

    Attributes:
        overall: share of all claims that were right, 0 to 1.
        rates: the same by kind, rule or trigger; `levels` gives the keys.
        paths: factor on the odds for each mark of a path.
    """

    overall: float
    rates: Mapping[str, float]
    paths: Mapping[str, float]

    def of(self, rule: str, marks: Iterable[str] = (PLAIN,)) -> float:
        """Return the confidence of a claim, 0 to 1.

        Args:
            rule: the rule that found it.
            marks: the marks of its path, as `marks` returns them.
        """
        known = (self.rates[key] for key in reversed(levels(rule)) if key in self.rates)
        rate = next(known, self.overall)
        if rule.startswith(f"{OPEN}/"):  # the path tells nothing of an open claim: its words say what they say
            return round(rate, 2)
        odds = rate / (1 - rate) * min((self.paths.get(mark, 1.0) for mark in marks), default=1.0)
        return round(min(max(odds / (1 + odds), LOWEST), HIGHEST), 2)


def read(data: Mapping[str, Any]) -> Confidence:
    """Return the rates from the parsed `data/confidence.toml`."""
    rates = {key: float(rate) for name in ("kinds", "rules", "triggers") for key, rate in data[name].items()}
    return Confidence(overall=float(data["all"]["rate"]), rates=rates, paths=dict(data["paths"]))


def levels(rule: str) -> tuple[str, ...]:
    """Return the keys of a rule in the table, from general to specific.

    The keys of "attacks/verbs/bomb" are "verbs", "attacks/verbs" and the rule itself; those of "from/structure/people"
    are "structure", "structure/people" and the rule. What a trigger excludes is not part of its key.
    """
    rule = " ".join(word for word in rule.split(" ") if not word.startswith("!"))
    relation, _, rest = rule.partition("/")
    kind, _, name = rest.partition("/")
    if relation == OPEN or not name:
        return OPEN, rule
    if kind == "structure":
        return kind, f"{kind}/{name}", rule
    return kind, f"{relation}/{kind}", rule


def marks(trigger: Token, ends: Iterable[Token], *, pronoun: bool, completed: bool) -> tuple[str, ...]:
    """Return the marks of the path from a trigger to the arguments.

    Args:
        trigger: the trigger of the event.
        ends: the head words of subject and object.
        pronoun: whether one of them is a pronoun.
        completed: whether one of them comes from another sentence.
    """
    ends = tuple(ends)
    steps = {step for end in ends for step in _steps(end, trigger)}
    found = {
        "pronoun": pronoun,
        "shared": SHARED in steps,
        "clause": not CLAUSE.isdisjoint(steps),
        "far": not completed and sum(abs(end.i - trigger.i) for end in ends) > FAR,
        "completed": completed,
    }
    return tuple(mark for mark, there in found.items() if there) or (PLAIN,)


def _steps(end: Token, trigger: Token) -> list[str]:
    """Return the dependency labels on the path between two words of a sentence, unordered."""
    above = [trigger, *trigger.ancestors]
    own = [end, *end.ancestors]
    meeting = {token.i for token in above} & {token.i for token in own}
    return [token.dep_ for side in (above, own) for token in side if token.i not in meeting]
