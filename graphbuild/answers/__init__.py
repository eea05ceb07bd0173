"""Answers from a graph: who is linked to whom, by which chains, and who an actor is."""
