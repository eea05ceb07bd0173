"""Mention detection: names, nominal descriptions and pronouns, with the type of each."""
