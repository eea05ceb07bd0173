"""The union of two readings: which claims both found, which only one, and how sure each is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graphbuild.core.model import Claim, Heard, Refusal, Span, Status, content_id
from graphbuild.core.second_reading import AnsweredDocument, ReadBy, joint_rule, read_by
from graphbuild.knowledge.lexicon.agreement import AGREEMENT
from graphbuild.knowledge.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Verified:
    """A claim of a second reader, with whether grammar gives it the other direction, and coreference gave it an end."""

    claim: Claim
    reversed: bool
    referring: bool = False


class Union:
    """Joins the claims of one document that the rules found with those of a second reader.

    Args:
        ontology: the relations; a narrower one bears out a wider one.
        answers: the document with the reader's answers.
    """

    def __init__(self, ontology: Ontology, answers: AnsweredDocument) -> None:
        """Note the reader's name and what it did not read."""
        self._ontology, self._answers = ontology, answers

    def of(self, ours: Sequence[Claim], theirs: Sequence[Verified]) -> list[Claim]:
        """Return the claims of both, those of the rules first, each with who read it and how sure it is.

        Args:
            ours: the claims of the rules.
            theirs: the verified claims of the reader.
        """
        borne_out = defaultdict(list)
        for verified in theirs:
            if not verified.reversed:
                borne_out[self._pair(verified.claim)].append(verified.claim)
        found: list[Claim] = []
        taken: set[str] = set()
        agreed = [claim for claim in ours if self._confirming(claim, borne_out)]
        known = {claim.id for claim in agreed}
        trust = AGREEMENT.trust((claim.confidence, claim.id in known) for claim in ours if self._asked(claim))
        for claim in ours:
            confirming = self._confirming(claim, borne_out)
            if confirming:
                joint, same = self._joint(claim, confirming)
                taken |= {other.id for other in same}
                found.append(joint)
            else:
                sure = AGREEMENT.unconfirmed(claim.confidence, trust) if self._asked(claim) else claim.confidence
                found.append(replace(claim, confidence=sure))
        by_pair = defaultdict(list)
        for claim in agreed:
            by_pair[self._pair(claim)].append(claim)
        found += (self._theirs(v, by_pair) for v in theirs if v.claim.id not in taken)
        return list({claim.id: claim for claim in reversed(found)}.values())[::-1]

    def heard(self, claims: Iterable[Claim], refused: Counter[str]) -> Heard:
        """Return what became of the reader's answers.

        Args:
            claims: the union.
            refused: how many links were refused in the verification, by reason.
        """
        counts = Counter({refusal.reason: refusal.count for refusal in self._answers.refused}) + refused
        by = Counter(read_by(claim.rule) for claim in claims)
        return Heard(
            reader=self._answers.reader,
            said=len(self._answers.links) + sum(refusal.count for refusal in self._answers.refused),
            agreed=by[ReadBy.BOTH],
            alone=by[ReadBy.READER],
            refused=tuple(Refusal(reason=reason, count=n) for reason, n in sorted(counts.items())),
            unread=len(self._answers.unread),
        )

    def _pair(self, claim: Claim) -> frozenset[str]:
        """Return the two ends of a claim, whatever its direction."""
        return frozenset((claim.subject, claim.object))

    def _asked(self, claim: Claim) -> bool:
        """Return True if the reader's silence on a claim says something: it read the sentence, and names such links.

        Where things are it says now and then only, so that its silence says nothing of a place.
        """
        relation = self._ontology.relations.get(claim.relation)
        if relation is None or relation.family == "place" or claim.evidence is None:
            return False
        return not any(_overlap(claim.evidence.sentence, span) for span in self._answers.unread)

    def _confirming(self, claim: Claim, by_pair: dict[frozenset[str], list[Claim]]) -> list[Claim]:
        """Return the reader's claims of the same link, or of a wider one."""
        return [other for other in by_pair.get(self._pair(claim), ()) if self._bears_out(other, claim)]

    def _bears_out(self, wide: Claim, narrow: Claim) -> bool:
        """Return True if two claims of the same two actors say the same, as far as the wider one goes."""
        if narrow.relation not in self._ontology.narrower(wide.relation):
            return False
        return wide.subject == narrow.subject or self._ontology.relation(wide.relation).symmetric

    def _joint(self, claim: Claim, confirming: list[Claim]) -> tuple[Claim, list[Claim]]:
        """Return a claim that both found, and the reader's claims that are the same happening."""
        assert claim.evidence is not None
        here = [
            other
            for other in confirming
            if other.relation == claim.relation
            and other.evidence is not None
            and _overlap(other.evidence.sentence, claim.evidence.sentence)
        ]
        joint = replace(
            claim,
            rule=joint_rule(claim.rule, self._answers.reader),
            confidence=max(AGREEMENT.both, claim.confidence),
        )
        milder = next((o for o in here if o.status is not Status.ASSERTED), None)
        if milder is not None and claim.status is Status.ASSERTED and all(o.status is milder.status for o in here):
            joint = replace(
                joint,
                status=milder.status,
                cue=milder.cue,
                attributed_to=milder.attributed_to,
                attribution=milder.attribution,
                id=content_id(claim.id, milder.status),
            )
        return joint, here

    def _theirs(self, verified: Verified, agreed: dict[frozenset[str], list[Claim]]) -> Claim:
        """Return a claim that the reader found, with its confidence."""
        claim = verified.claim
        if verified.reversed:
            return replace(claim, confidence=AGREEMENT.reversed)
        if any(self._bears_out(claim, other) for other in agreed.get(self._pair(claim), ())):
            return replace(claim, confidence=AGREEMENT.both)
        return replace(claim, confidence=AGREEMENT.referring if verified.referring else AGREEMENT.alone)


def _overlap(one: Span, other: Span) -> bool:
    """Return True if two stretches of a text share a character."""
    return one.start < other.end and other.start < one.end
