"""Graphs for the tests of the page: one made by hand as an article on an arrested commander gives it, and big ones.

Sentences are written with their spans marked: `{s:Security forces} {t:arrested} {o:Tarek Dahlan}`.
"""

from __future__ import annotations

import random
import re
from types import SimpleNamespace
from typing import Any

import networkx

MARK = re.compile(r"\{([sto]+):([^}]*)\}")
ENDS = {"s": "subject", "t": "trigger", "o": "object"}
FAMILIES = {
    **dict.fromkeys(["member_of", "leads", "commands", "holds_office", "speaks_for", "part_of"], "rank"),
    **dict.fromkeys(["aligned_with", "supports", "met_with", "tells", "controls"], "help"),
    **dict.fromkeys(["opposes", "accuses", "prosecutes", "acquits", "threatens"], "opposition"),
    **dict.fromkeys(["arrests", "attacks", "kills", "releases", "seizes"], "force"),
    "family_of": "business",
    **dict.fromkeys(["from", "operates_in", "located_in"], "place"),
    "linked_to": "weak",
}
ONTOLOGY: Any = SimpleNamespace(relations={name: SimpleNamespace(family=family) for name, family in FAMILIES.items()})
SYMMETRIC = {"met_with", "linked_to", "family_of"}
INVERSE = {
    "arrests": "arrested by",
    "accuses": "accused by",
    "acquits": "acquitted by",
    "attacks": "attacked by",
    "commands": "commanded by",
    "leads": "led by",
    "releases": "released by",
    "speaks_for": "represented by",
    "supports": "backed by",
}

ACTORS = [
    # id, label, type, aliases, roles
    ("dahlan", "Tarek Dahlan", "person", ["Dahlan"], ["militia commander"]),
    ("forces", "Security forces", "security_force", [], []),
    ("varenia", "Varenia", "country", ["Varenian"], []),
    ("ostrand", "Ostrand", "country", [], []),
    ("government", "Varenian government", "government", ["the government"], []),
    ("pm", "Imad Rassul", "person", ["Rassul", "the prime minister"], ["prime minister"]),
    ("front", "United Homeland Front", "armed_group", ["UHF", "the Front"], []),
    ("brigade", "Northern Hawks Brigade", "armed_group", ["the Hawks"], []),
    ("militias", "Ostrand-backed militias", "armed_group", [], []),
    ("meridian", "Meridian troops", "security_force", ["Meridian forces"], []),
    ("base", "Kassab air base", "place", [], []),
    ("province", "Deir Halma province", "place", ["Deir Halma"], []),
    ("city", "Port Salk", "place", [], []),
    ("activists", "pro-democracy activists", "group", ["activists"], []),
    ("officials", "Western officials", "group", [], []),
    ("guards", "heavily armed militiamen", "group", ["militiamen"], []),
    ("military", "Varenian military", "security_force", ["the military"], []),
    ("sofficials", "security officials", "group", [], []),
    ("wire", "Halcyon Wire", "media", ["Halcyon"], []),
    ("court", "Supreme Judicial Court", "government", ["the court"], []),
    ("lawyer", "Nadia Ferhan", "person", ["Ferhan"], ["lawyer"]),
    ("party", "Dawn Bloc", "party", [], []),
    ("brother", "Samir Dahlan", "person", [], ["brother"]),
    ("company", "Halma Freight", "company", [], []),
    ("ngo", "Watch for Justice", "organization", ["WFJ"], []),
    ("zone", "Palace Quarter", "place", [], []),
    ("fighters", "nine fighters", "group", [], []),
]

# subject, relation, label, object, status, sentence, more
CLAIMS: list[tuple[str, str, str, str, str, str, dict[str, Any]]] = [
    ("forces", "arrests", "arrests", "dahlan", "asserted",
     "{s:Security forces} {t:arrested} {o:Tarek Dahlan} on May 26.", {"date": "2021-05-26", "date_text": "on May 26"}),
    ("forces", "arrests", "arrests", "dahlan", "asserted",
     "{t:His arrest} and release show how hard it is to rein the militias in.", {"outside": "so"}),
    ("government", "releases", "releases", "dahlan", "asserted",
     "{s:Varenia’s government} has {t:released} {o:a militia commander} for lack of evidence.", {"date": "2021-06"}),
    ("dahlan", "operates_in", "operates in", "province", "asserted",
     "{s:Dahlan}, who {t:operates} mostly in {o:Deir Halma}, denies all charges.", {}),
    ("dahlan", "from", "from", "city", "asserted",
     "{s:Dahlan} is {t:from} the southern city of {o:Port Salk}.", {}),
    ("dahlan", "commands", "commands", "front", "asserted",
     "{s:Dahlan} {t:commands} {o:the United Homeland Front} in Deir Halma.", {}),
    ("dahlan", "leads", "leads", "brigade", "asserted",
     "{s:He} {t:leads} his own faction, {o:the Northern Hawks Brigade}.", {}),
    ("dahlan", "aligned_with", "aligned with", "ostrand", "alleged",
     "{s:Dahlan} is seen by Western officials as being {t:aligned with} {o:Ostrand}.",
     {"cue": "seen", "attribution": "Western officials", "attributed_to": "officials"}),
    ("brigade", "part_of", "part of", "front", "asserted",
     "{s:The Hawks} are {t:a unit of} {o:the Front}.", {}),
    ("front", "part_of", "part of", "varenia", "asserted",
     "{s:The Front} is {o:Varenia}’s {t:state} paramilitary grouping.", {}),
    ("militias", "controls", "controls", "front", "asserted",
     "{o:The Front} is {t:dominated} by {s:Ostrand-backed militias}.", {}),
    ("ostrand", "supports", "supports", "militias", "asserted",
     "{s:Ostrand}-{t:backed} {o:militias} have grown.", {}),
    ("militias", "attacks", "attacks", "meridian", "alleged",
     "{s:The militias} are accused of {t:rocket fire against} {o:Meridian troops}.", {"cue": "accused"}),
    ("militias", "kills", "kills", "activists", "alleged",
     "{s:The militias} are accused of {t:killing} {o:pro-democracy activists}.", {"cue": "accused"}),
    ("dahlan", "kills", "kills", "activists", "denied",
     "{s:Dahlan} denied {t:killing} {o:activists}.", {"cue": "denied", "attribution": "Dahlan"}),
    ("dahlan", "attacks", "attacks", "meridian", "alleged",
     "Security officials said {t:it} was linked to {t:attacks} by {s:Dahlan} on {o:Meridian troops}.",
     {"attribution": "Security officials", "attributed_to": "sofficials"}),
    ("sofficials", "tells", "told", "wire", "asserted",
     "{s:Security officials} {t:told} {o:Halcyon Wire} that the case was closed.", {}),
    ("pm", "opposes", "opposes", "militias", "asserted",
     "{s:Rassul} has placed himself {t:in opposition to} {o:Ostrand-backed militias}.", {}),
    ("pm", "leads", "leads", "government", "asserted",
     "{s:Imad Rassul}, who {t:heads} {o:the government}, fell short on his pledges.", {}),
    ("pm", "holds_office", "holds office in", "varenia", "asserted",
     "{o:Varenian} {t:Prime Minister} {s:Imad Rassul} spoke.", {"role": "prime minister"}),
    ("government", "opposes", "opposes", "militias", "asserted",
     "{s:The government} is struggling to {t:rein in} {o:the militias}.", {}),
    ("guards", "seizes", "seizes", "zone", "asserted",
     "{s:Heavily armed militiamen} {t:stormed} {o:the Palace Quarter}.", {}),
    ("guards", "threatens", "threatens", "pm", "asserted",
     "{s:Militiamen} stormed the quarter, {t:threatening} {o:the prime minister}.", {}),
    ("meridian", "operates_in", "operates in", "base", "asserted",
     "{s:Meridian troops} are {t:stationed} at {o:Kassab air base}.", {}),
    ("base", "located_in", "in", "varenia", "asserted", "{s:Kassab air base} is {t:in} {o:Varenia}.", {}),
    ("forces", "part_of", "part of", "varenia", "asserted", "{o:Varenian} {s:{t:security forces}} moved.", {}),
    ("military", "accuses", "accuses", "dahlan", "asserted",
     "{s:The military} had {t:charged} {o:him} under a terrorism law.", {}),
    ("court", "acquits", "acquits", "dahlan", "asserted", "{s:The court} {t:cleared} {o:Dahlan}.", {}),
    ("lawyer", "speaks_for", "speaks for", "dahlan", "asserted",
     "{s:Nadia Ferhan}, {t:lawyer for} {o:Dahlan}, welcomed it.", {}),
    ("dahlan", "member_of", "member of", "party", "ended",
     "{s:Dahlan}, a {t:former member} of {o:the Dawn Bloc}, left in 2018.", {"cue": "former"}),
    ("party", "supports", "supports", "pm", "asserted", "{s:The Dawn Bloc} {t:backs} {o:Rassul}.", {}),
    ("brother", "family_of", "family of", "dahlan", "asserted",
     "{s:Samir Dahlan}, {t:brother} of {o:the commander}, runs trucks.", {"role": "brother"}),
    ("brother", "leads", "leads", "company", "asserted", "{s:Samir Dahlan} {t:runs} {o:Halma Freight}.", {}),
    ("company", "other", "ships for", "brigade", "asserted",
     "{s:Halma Freight} {t:ships for} {o:the Hawks}.", {}),
    ("ngo", "accuses", "accuses", "brigade", "asserted", "{s:WFJ} {t:blamed} {o:the Hawks}.", {}),
    ("pm", "met_with", "met with", "officials", "future",
     "{s:Rassul} will {t:meet} {o:Western officials}.", {"cue": "will", "date": "2021-07"}),
    ("brigade", "threatens", "attacks", "government", "hypothetical",
     "{s:The Hawks} could {t:attack} {o:the government}.", {"cue": "could"}),
    ("forces", "arrests", "arrests", "fighters", "asserted",
     "{s:Security forces} {t:detained} {o:nine fighters} last year.", {"date": "2020-06"}),
    ("fighters", "attacks", "attacks", "meridian", "alleged",
     "{s:Nine fighters}, allegedly involved in {t:rocket fire against} {o:Meridian troops}, were freed.",
     {"cue": "allegedly"}),
    ("ostrand", "linked_to", "linked to", "party", "denied",
     "{s:Ostrand} has no {t:links to} {o:the Dawn Bloc}.", {"cue": "no"}),
]  # fmt: skip


def marked(sentence: str, base: int) -> tuple[str, dict[str, int]]:
    """The plain sentence, and its spans as offsets into the document."""
    spans: dict[str, int] = {}
    sentence = re.sub(r"\{([sto]):\{([sto]):([^}]*)\}\}", r"{\1\2:\3}", sentence)
    while match := MARK.search(sentence):
        start, words = match.start(), match[2]
        sentence = sentence[:start] + words + sentence[match.end() :]
        for letter in match[1]:
            spans[f"{ENDS[letter]}_start"] = base + start
            spans[f"{ENDS[letter]}_end"] = base + start + len(words)
    return sentence, spans


def evidence(sentence: str, *, base: int = 400, status: str = "asserted", **more: Any) -> dict[str, Any]:
    """One claim as an edge's evidence holds it; `outside` names ends that stand in another sentence."""
    outside = more.pop("outside", "")
    plain, spans = marked(sentence, base)
    for letter in outside:
        spans |= {f"{ENDS[letter]}_start": 10, f"{ENDS[letter]}_end": 22}
    return {
        "doc": "d1",
        "title": "Militia commander walks free",
        "outlet": "The Salk Courier",
        "published": "2021-06-09",
        "url": "https://courier.example/walks-free",
        "source": "courier/walks-free.txt",
        "sentence": plain,
        "sentence_start": base,
        "sentence_end": base + len(plain),
        "status": status,
        "confidence": 0.9,
        "rule": "arrests/verbs/arrest",
        **spans,
        **more,
    }


def article() -> networkx.MultiDiGraph:
    """27 actors and 39 links, of every type and status."""
    graph = networkx.MultiDiGraph()
    for node, label, kind, aliases, roles in ACTORS:
        graph.add_node(
            node, label=label, type=kind, aliases=aliases, roles=roles, n_documents=1, n_mentions=len(label) % 5 + 1
        )
    for subject, relation, label, target, status, sentence, more in CLAIMS:
        key = f"other:{label}" if relation == "other" else relation
        item = evidence(sentence, status=status, label=label, **more)
        if graph.has_edge(subject, target, key):
            known = graph.edges[subject, target, key]
            known["evidence"].append(item)
            known["weight"] += 1
            continue
        add_link(graph, subject, target, key, label=label, status=status, relation=relation, evidence=[item])
    return graph


def add_link(graph: networkx.MultiDiGraph, subject: str, target: str, key: str, **more: Any) -> None:
    """An edge with all that formats.md promises."""
    items = more.get("evidence", [])
    dates = sorted(item["date"] for item in items if item.get("date"))
    graph.add_edge(
        subject,
        target,
        key=key,
        **{
            "relation": key,
            "label": key,
            "inverse": INVERSE.get(key, ""),
            "symmetric": key in SYMMETRIC,
            "status": "asserted",
            "disputed": False,
            "weight": 1,
            "n_documents": 1,
            "n_outlets": 1,
            "first_date": dates[0] if dates else None,
            "last_date": dates[-1] if dates else None,
            "confidence": 0.9,
            "review": "auto",
            "evidence": items,
            **more,
        },
    )


def generated(n: int, seed: int = 1) -> networkx.MultiDiGraph:
    """A graph of `n` actors with hubs and some 1.5 links an actor, as a folder of articles gives it."""
    chance = random.Random(seed)
    graph = networkx.MultiDiGraph()
    types = sorted({kind for _, _, kind, _, _ in ACTORS})
    syllables = ["ka", "dor", "mel", "vin", "tas", "rou", "shen", "bal", "qui", "lor"]
    for at in range(n):
        name = " ".join("".join(chance.choices(syllables, k=2)).title() for _ in range(chance.choice([1, 2, 2, 3])))
        graph.add_node(
            f"a{at}", label=name, type=chance.choice(types), aliases=[], roles=[], n_documents=1, n_mentions=2
        )
    ends: list[int] = [0]
    relations = sorted(FAMILIES)
    for at in range(1, n):
        if chance.random() < 0.06:  # a new part, not linked to the rest
            ends.append(at)
            continue
        for _ in range(chance.choice([1, 1, 2])):
            other = chance.choice(ends) if chance.random() < 0.8 else chance.randrange(at)
            key = chance.choice(relations)
            status = chance.choice(["asserted"] * 6 + ["alleged", "ended", "denied"])
            item = evidence("{s:One} {t:met} {o:another} there.", status=status)
            add_link(graph, f"a{at}", f"a{other}", key, status=status, evidence=[item])
            ends += [at, other]
    return graph


HOSTILE = (
    '</script><script>window.hit=1</script><img src=x onerror=hit()> href="javascript:hit()" & \'\u2028 \U0001f480'
)


def hostile() -> networkx.MultiDiGraph:
    """Two actors whose every word is an attack."""
    graph = networkx.MultiDiGraph()
    for node in (HOSTILE, HOSTILE + "2"):
        graph.add_node(node, label=node, type=HOSTILE, aliases=[HOSTILE], roles=[HOSTILE], n_documents=1, n_mentions=1)
    fields = "title outlet published source cue attribution date date_text place_text role rule"
    words = {**dict.fromkeys(fields.split(), HOSTILE), "url": "javascript:window.hit=1", "doc": "__proto__"}
    item = evidence("{s:One} {t:hit} {o:another}" + HOSTILE, **words)
    add_link(graph, HOSTILE, HOSTILE + "2", HOSTILE, label=HOSTILE, inverse=HOSTILE, evidence=[item])
    return graph
