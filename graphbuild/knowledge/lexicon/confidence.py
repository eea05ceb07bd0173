"""How sure a claim is: how often its kind of rule, its trigger and its path were right on texts read by people.

The rates are counted once, by `benchmarks/confidence.py`, and lie in `data/confidence.toml`; this module only looks
them up. A trigger that was seen too seldom falls back on its rule (relation and kind), that on its kind, that on all
claims; the counts are drawn towards that parent as a beta prior draws a binomial rate (empirical Bayes; Gelman et al.,
Bayesian Data Analysis, chapter 5). The worst mark of the path between trigger and ends multiplies the odds. What the
figure means and what it does not is said in `docs/confidence.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

# Steps of a path that lead into another clause, and to what is only coordinated with the end.
CLAUSE = frozenset({"relcl", "acl", "advcl", "xcomp", "ccomp", "pcomp"})
SHARED = "conj"
FAR = 10  # tokens between the trigger and its two ends, together
PLAIN = "plain"
OPEN = "other"  # the path tells nothing of an open claim: its words say what they say
MARKS = (PLAIN, "pronoun", "shared", "clause", "far", "completed")
LOWEST, HIGHEST = 0.05, 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """The measured rates.

    Attributes:
        overall: the share of all claims that were right.
        rates: the same for a kind, a rule or a trigger, by its key (`levels`).
        paths: for each mark of a path, what it multiplies the odds by.
    """

    overall: float
    rates: Mapping[str, float]
    paths: Mapping[str, float]

    def of(self, rule: str, marks: Iterable[str] = (PLAIN,)) -> float:
        """The confidence of a claim, from 0 to 1, by the rule that found it and the marks of its path."""
        known = (self.rates[key] for key in reversed(levels(rule)) if key in self.rates)
        rate = next(known, self.overall)
        if rule.startswith(f"{OPEN}/"):
            return round(rate, 2)
        odds = rate / (1 - rate) * min((self.paths.get(mark, 1.0) for mark in marks), default=1.0)
        return round(min(max(odds / (1 + odds), LOWEST), HIGHEST), 2)


def read(data: Mapping[str, Any]) -> Confidence:
    """The table as it lies in `data/confidence.toml`."""
    rates = {key: float(rate) for name in ("kinds", "rules", "triggers") for key, rate in data[name].items()}
    return Confidence(overall=float(data["all"]["rate"]), rates=rates, paths=dict(data["paths"]))


def levels(rule: str) -> tuple[str, ...]:
    """The keys under which a rule may be known, the widest first.

    "attacks/verbs/bomb" is a case of "attacks/verbs", and that of "verbs"; "from/structure/people" of
    "structure/people", and that of "structure". What a trigger excludes is no part of its key.
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
    """What is told of a claim by the way from its trigger to its ends.

    Args:
        trigger: the word that the event hangs on.
        ends: the head words of subject and object.
        pronoun: whether one of them is a pronoun.
        completed: whether one of them was told in another sentence.
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
    """The dependencies on the way from one word to another of its sentence, without their order."""
    above = [trigger, *trigger.ancestors]
    own = [end, *end.ancestors]
    meeting = {token.i for token in above} & {token.i for token in own}
    return [token.dep_ for side in (above, own) for token in side if token.i not in meeting]
