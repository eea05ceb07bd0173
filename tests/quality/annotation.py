"""What a person says of a text: who is in it and who is linked to whom. Written in TOML, read here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ANY = "any"
ASSERTED = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One annotated link. Several relations or statuses mean that each of them is right."""

    subject: str
    relations: frozenset[str]
    object: str
    statuses: frozenset[str]
    cue: bool = False
    by: str | None = None
    date: str | None = None
    when: str | None = None
    basis: str | None = None
    place: str | None = None
    line: str

    def allows(self, status: str) -> bool:
        """Whether this status is right."""
        return status in self.statuses or ANY in self.statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One annotated actor; `names` are the ways in which the text names it, the fullest first."""

    names: tuple[str, ...]
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A sentence or an article. `also` holds links that are true but need not be found."""

    file: str
    text: str
    links: tuple[Link, ...]
    also: tuple[Link, ...]
    actors: tuple[Actor, ...]
    form: str = ""
    published: str | None = None

    @property
    def is_article(self) -> bool:
        return self.file.startswith("articles/")


def parse_link(line: str) -> Link:
    """`subject | relation | object [| status] [| cue] [| by: WHO] [| date: ISO] [| when: FROM..TO] [| basis: B]
    [| place: WHERE]`.
    """
    subject, relation, object_, *rest = (part.strip() for part in line.split("|"))
    fields: dict[str, Any] = {"statuses": frozenset({ASSERTED})}
    for part in rest:
        key, colon, value = part.partition(":")
        if colon:
            fields[key] = value.strip()
        elif part == "cue":
            fields["cue"] = True
        else:
            fields["statuses"] = frozenset(part.split("/"))
    return Link(subject=subject, relations=frozenset(relation.split("/")), object=object_, line=line, **fields)


def parse_actor(line: str) -> Actor:
    """`name | type[/type] [| also: OTHER NAME; OTHER NAME]`."""
    name, type_, *rest = (part.strip() for part in line.split("|"))
    others = [n.strip() for part in rest for n in part.removeprefix("also:").split(";")]
    return Actor(names=(name, *others), types=frozenset(type_.split("/")))


def _named(links: tuple[Link, ...]) -> tuple[Actor, ...]:
    """The actors of a sentence: the names that its links mention."""
    names = {name: None for link in links for name in (link.subject, link.object, link.by) if name}
    return tuple(Actor(names=(name,)) for name in names)


def _text(file: str, entry: dict[str, Any]) -> Text:
    links = tuple(parse_link(line) for line in entry["links"])
    also = tuple(parse_link(line) for line in entry.get("also", ()))
    actors = tuple(parse_actor(line) for line in entry.get("actors", ())) or _named(links + also)
    optional = {key: entry[key] for key in ("form", "published") if key in entry}
    return Text(file=file, text=entry["text"].strip(), links=links, also=also, actors=actors, **optional)


def load() -> tuple[Text, ...]:
    """Every annotated sentence, then every article, in the order of the files' names."""
    texts = []
    for path in sorted((HERE / "sentences").glob("*.toml")):
        entries = tomllib.loads(path.read_text("utf-8"))["sentence"]
        texts += [_text(f"sentences/{path.name}", entry) for entry in entries]
    for path in sorted((HERE / "articles").glob("*.toml")):
        texts.append(_text(f"articles/{path.name}", tomllib.loads(path.read_text("utf-8"))))
    return tuple(texts)
