"""Who did what to whom: triggers, their arguments, and events told more than once."""
