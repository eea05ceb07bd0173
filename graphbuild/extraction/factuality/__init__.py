"""Factuality: whether the text asserts, alleges, denies or plans an event, and who says so."""
