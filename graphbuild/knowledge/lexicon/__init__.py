"""Lookup of words and names in the tables of `knowledge.data`.

`Lexicon` says what a word or name denotes as an actor. The plain word lists are tables by function, one module and one
constant each: `FUNCTION_WORDS`, `CONTROL_WORDS`, `NOMINALIZATIONS`, `SPEECH`, `TRANSFERS`, `LOCATIONS`, `METONYMY`,
`REFERENCE`, `NAMING`, `WORD_FORMS`.
"""
