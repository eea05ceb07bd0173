"""Asking a second reader: what it is told, how it is reached, and what is kept of its answers.

Nothing here is imported unless a reader is asked for. What it says is believed nowhere: `extraction.verification` finds
it in the text, or drops it.
"""
