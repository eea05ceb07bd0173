"""Positions, shapes and colours of actors and links in a drawing, independent of browser and HTML."""
