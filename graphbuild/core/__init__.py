"""The nouns of the project, its errors, names, dates and files. Imports nothing else of graphbuild."""
