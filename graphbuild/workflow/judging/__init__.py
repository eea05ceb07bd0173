"""Judging a store step by step: stories, contexts, who is who, corrections, and what follows from them."""
