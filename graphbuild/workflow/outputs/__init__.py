"""The files that are drawn from a store, the page and the GraphML file.

record     what the store keeps of the last drawing: of what each file was drawn, and the figures of the report
choice     which files are wanted, which the store keeps too
places     where actors stand on the page, so that they stay there
standing   the links of a store as its files have to show them
redrawing  a file out of an earlier one, where little has changed
drawing    drawing them, each again only where it would change
"""

from __future__ import annotations

from graphbuild.workflow.outputs.choice import Choice
from graphbuild.workflow.outputs.drawing import draw, draw_page
from graphbuild.workflow.outputs.places import places_of
from graphbuild.workflow.outputs.record import GRAPHML, META_KEY, PAGE, STORE, Drawn

__all__ = ["GRAPHML", "META_KEY", "PAGE", "STORE", "Choice", "Drawn", "draw", "draw_page", "places_of"]
