"""Where actors stand and what they look like in a drawing; no browser and no HTML."""
