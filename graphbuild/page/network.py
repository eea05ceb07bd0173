"""pyvis draws the network; the page around it is ours.

pyvis 0.3.2 as it stands writes the data into script and markup unescaped, loads from other hosts, drops a folder
into the current directory and writes in the locale's encoding. So only its network of nodes, edges and options and
its copy of vis-network are used: `generate_html` and `write_html` are our own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graphbuild.core.errors import PromiseError
from graphbuild.core.files import replacing
from graphbuild.page import packing
from graphbuild.page.lean_pyvis import pyvis

SCRIPTS = (
    *("dom.js", "marks.js", "unpacking.js", "queue.js", "state.js"),
    *(
        "spells.js",
        "calendar.js",
        "filters.js",
        "chains.js",
        "core.js",
        "focus.js",
        "address.js",
        "communities.js",
        "names.js",
    ),
    *("stress.js", "spread.js", "places.js", "drawing.js", "magnify.js", "hulls.js", "labels.js"),
    *("corrections.js", "mending.js"),
    *("panel.js", "hidden.js", "dossier.js", "proof.js", "route.js", "trend.js", "chronicle.js"),
    *("handing.js", "saving.js", "vectors.js", "paper.js"),
    *("histogram.js", "legend.js", "search.js", "table.js", "wheel.js", "keys.js", "page.js"),
)


class _Ids(list[Any]):
    """A list that finds its members as fast as a set; pyvis asks it for both ends of every edge."""

    def __init__(self) -> None:
        """Create an empty list with an empty set of known members."""
        super().__init__()
        self._known: set[Any] = set()

    def append(self, item: Any) -> None:
        """Append an item and add it to the set of known members."""
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        """Whether the list has this item."""
        return item in self._known


class PageNetwork(pyvis.network.Network):  # type: ignore[misc]
    """A pyvis network that renders to one safe page without any network traffic.

    Args:
        title: the page's heading.
        content: what the page shows beside the drawing (see `payload.build`).
    """

    def __init__(self, title: str, content: dict[str, Any]) -> None:
        """Create an empty directed network with its resources inline."""
        super().__init__(directed=True, cdn_resources="in_line")
        self.title = title
        self.content = content
        self.plain = False
        self.node_ids = _Ids()

    def generate_html(self, name: str = "graph.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page. The arguments are pyvis's and change nothing."""
        environment = Environment(
            loader=PackageLoader("graphbuild.page", "assets"), autoescape=True, undefined=StrictUndefined
        )
        options = self.options if isinstance(self.options, dict) else json.loads(self.options.to_json())
        content = {**self.content, "title": self.title, "drawing": self._drawing(options)}
        data, packed = packing.text(packing.pack(content), plain=self.plain)
        vis, page = _vis_script(), _own(SCRIPTS)
        style = _own(["page.css"])
        html = environment.get_template("page.html").render(
            title=self.title,
            subtitle=self.content.get("subtitle", ""),
            policy=_policy([vis, page], [style], server="review" in self.content),
            style=Markup(style),
            data=_data(data),
            packed=packed,
            vis=Markup(vis),
            script=Markup(page),
        )
        self.html = html
        return html

    def _drawing(self, options: dict[str, Any]) -> dict[str, Any]:
        """What cannot be known from actors and links: the places and sizes of nodes, and which lines are bent."""
        return {
            "nodes": [[node["x"], node["y"], node["size"]] for node in self.nodes],
            "bends": {edge["id"]: edge["smooth"] for edge in self.edges if edge.get("smooth")},
            "options": options,
        }

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """Where each actor stands, in pixels, by id."""
        actors = self.content["actors"]
        return {actor["id"]: (node["x"], node["y"]) for actor, node in zip(actors, self.nodes, strict=True)}

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to `name`, whole or not at all. Raises StoreError where it cannot be written."""
        with replacing(Path(name)) as beside:
            beside.write_bytes(self.generate_html().encode("utf-8", "replace"))


def _vis_script() -> str:
    """pyvis's copy of vis-network, without the address of a source map that a browser would ask for."""
    folder = resources.files("pyvis") / "lib" / "vis-9.1.2"
    lines = (folder / "vis-network.min.js").read_text(encoding="utf-8").split("\n")
    return _inline("\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")))


def _own(names: Iterable[str]) -> str:
    """Return the joined text of these asset files, ready to be placed inline."""
    folder = resources.files("graphbuild.page") / "assets"
    return _inline("\n".join((folder / name).read_text(encoding="utf-8") for name in names))


def _inline(text: str) -> str:
    """Text as it may stand between tags: a browser turns line ends into \\n before it takes the hash."""
    text = "\n" + text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
    lowered = text.casefold()
    if any(mark in lowered for mark in ("</script", "</style", "<!--")):
        raise PromiseError("a script or style of the page would end its own element")
    return text


def _policy(scripts: Iterable[str], styles: Iterable[str], *, server: bool = False) -> str:
    """The content security policy: nothing is loaded, only these scripts and styles run, and only a page that comes
    from our own server may talk to it.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            *(["connect-src 'self'"] if server else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    """Return the SHA-256 hash of a text as a source of a content security policy."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _data(text: str) -> Markup:
    """JSON in ASCII, or base64, without a character that could end the block."""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
