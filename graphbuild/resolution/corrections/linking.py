"""Corrections of links: confirmed, rejected, or added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphbuild.core.errors import DataError, UsageError
from graphbuild.core.invariants import USER_RULE
from graphbuild.core.link_key import OPEN, LinkKey, is_open, relation_key, relation_of, verb_of
from graphbuild.core.model import Claim, content_id
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution.corrections.correction import HINT, Correction, Corrections, Kind, LinkRef, MentionRef
from graphbuild.resolution.corrections.lookup import ActorIndex, Missing, lacking
from graphbuild.resolution.corrections.notice import Notices

_CERTAIN = 1.0
_OPEN_FORM = relation_key(OPEN, "VERB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The links that people confirmed, refused and added.

    Attributes:
        confirmed, refused: by link, why a person holds it to be right or wrong.
        struck: single sentences that do not say what was read in them, each with its link and entry.
        added: claims made by hand.
        awaited: links that should exist already, each with the entry that names it.
    """

    confirmed: Mapping[LinkKey, str]
    refused: Mapping[LinkKey, str]
    struck: tuple[tuple[LinkKey, MentionRef, Correction], ...]
    added: tuple[Claim, ...]
    awaited: tuple[tuple[LinkKey, Correction], ...]


def judge_links(
    corrections: Corrections,
    who: ActorIndex,
    final: Mapping[str, str],
    ontology: Ontology,
    rejected: Mapping[str, list[Correction]],
    notices: Notices,
) -> Judged:
    """Return the judgements on links, with the ids of actors as ends.

    Raises:
        DataError: a relation is unknown, or entries contradict each other.
    """
    said: dict[Kind, dict[LinkKey, list[Correction]]] = {kind: defaultdict(list) for kind in Kind}
    for entry in corrections.entries:
        if entry.link is None:
            continue
        symmetric = _is_symmetric(corrections, entry, entry.link, ontology)
        key = _key(entry, entry.link, who, final, notices, symmetric=symmetric)
        if key is not None:
            said[entry.kind][key].append(entry)
    struck = {key: [entry for entry in entries if entry.sentences] for key, entries in said[Kind.REJECT].items()}
    refused = {key: whole for key, es in said[Kind.REJECT].items() if (whole := [e for e in es if not e.sentences])}
    held = {key: [*said[Kind.CONFIRM][key], *said[Kind.ADD][key]] for key in {*said[Kind.CONFIRM], *said[Kind.ADD]}}
    for key, entries in sorted(held.items()):
        against = [*refused.get(key, ()), *rejected.get(key.subject, ()), *rejected.get(key.object, ())]
        if against:
            raise corrections.contradiction([entries[0], against[0]], f"{entries[0].says}, but {against[0].says}")
    return Judged(
        confirmed=MappingProxyType({key: _reason(entries) for key, entries in held.items()}),
        refused=MappingProxyType({key: _reason(entries) for key, entries in refused.items()}),
        struck=tuple((key, place, e) for key, entries in struck.items() for e in entries for place in e.sentences),
        added=_claims(said[Kind.ADD], ontology),
        awaited=tuple((k, e) for kind in (Kind.CONFIRM, Kind.REJECT) for k, es in said[kind].items() for e in es),
    )


def _is_symmetric(corrections: Corrections, entry: Correction, link: LinkRef, ontology: Ontology) -> bool:
    """Return True if the relation of a link is symmetric; raises DataError if it is unknown."""
    if is_open(link.key) and verb_of(link.key).strip():
        return False
    where = f"{corrections.path}: {entry.where}, relation"
    if link.key == OPEN:
        raise DataError(f"{where}: an open link needs its verb.", hint=f"Write it as {_OPEN_FORM}. {HINT}")
    try:
        return ontology.relation(link.key).symmetric
    except UsageError as error:
        raise DataError(f"{where}: {error.what}", hint=error.hint) from error


def _key(
    entry: Correction,
    link: LinkRef,
    who: ActorIndex,
    final: Mapping[str, str],
    notices: Notices,
    *,
    symmetric: bool,
) -> LinkKey | None:
    """Return the key of the link that an entry means, or None with notices if an end is missing."""
    found = [who.node(link.subject), who.node(link.object)]
    for reason in lacking(found):
        notices.add(entry, reason)
    ends = [final.get(node) for node in found if not isinstance(node, Missing)]
    if None in ends:
        notices.add(entry, "nothing is left of one of its ends")
    subject, object_ = [*(end for end in ends if end is not None), None, None][:2]
    if subject is None or object_ is None:
        return None
    if subject == object_:
        notices.add(entry, f"both ends are one actor ({subject})")
        return None
    if symmetric and object_ < subject:
        subject, object_ = object_, subject
    return LinkKey(subject, link.key, object_)


def _claims(said: Mapping[LinkKey, list[Correction]], ontology: Ontology) -> tuple[Claim, ...]:
    """Return the claims that entries add."""
    made: dict[str, Claim] = {}
    for (subject, key, object_), entries in said.items():
        for entry in entries:
            told = (entry.status.value, entry.source, entry.date, entry.role)
            id_ = content_id(USER_RULE, subject, key, object_, *told)
            made[id_] = Claim(
                id=id_,
                subject=subject,
                relation=relation_of(key),
                label=verb_of(key) or ontology.relation(key).label,
                object=object_,
                status=entry.status,
                rule=USER_RULE,
                confidence=_CERTAIN,
                evidence=None,
                attribution=entry.source,
                date=entry.date,
                role=entry.role,
            )
    return tuple(made[id_] for id_ in sorted(made))


def _reason(entries: Iterable[Correction]) -> str:
    """Return the distinct reasons of entries, sorted and joined by semicolons."""
    return "; ".join(sorted({entry.reason for entry in entries}))
