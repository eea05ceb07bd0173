"""Data model, errors, names, partial dates and file helpers. Imports nothing else of graphbuild."""
