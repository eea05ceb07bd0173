"""A page is drawn without what only pyvis's own pages need; who uses pyvis beside graphbuild gets it all the same."""

from __future__ import annotations

import subprocess
import sys

LEAN = """
import sys
import graphbuild.page.elements
print([name for name in ("networkx", "jsonpickle", "IPython") if name in sys.modules])
"""
WHOLE = """
import graphbuild.page.elements
import networkx
from pyvis import network
other = network.Network()
other.from_nx(networkx.path_graph(3))
print(len(other.nodes), "nodes" in other.to_json(), type(network.IFrame("a.html", width=1, height=1)).__module__)
"""


def printed(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_drawing_a_page_imports_no_notebook_and_no_graph_library() -> None:
    assert printed(LEAN) == "[]"


def test_pyvis_does_all_that_it_did() -> None:
    assert printed(WHOLE) == "3 True IPython.lib.display"
