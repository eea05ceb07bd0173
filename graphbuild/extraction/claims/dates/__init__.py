"""Date phrases: found in a document, read by a grammar of their own, and resolved against the article's date.

`lexer` turns words into symbols, `points` reads one moment or unit ("26 May", "the first half of last year"), `phrases`
what is built of these ("from March to May", "since 2019", "in 2014 and 2016"), `spans` finds them in a sentence.
"""
