"""Observed actors of many documents become actors: judgements with reasons, and the corrections of people."""
