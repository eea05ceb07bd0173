"""A small learned reader beside the rules: an encoder with a head for pairs, whose links become events like any other.

Where no rule has a pattern for a sentence, it proposes a relation, its direction and the words that say it. What it
proposes is an event of our own kind: status, attribution, date, place and evidence come from the same code as for the
rules.
"""
