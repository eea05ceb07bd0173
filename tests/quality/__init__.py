"""The quality gate: texts annotated by hand, what is read out of them, and the floors beneath which it must not fall.

docs/quality.md says how the annotation is written and what the figures mean.
"""
