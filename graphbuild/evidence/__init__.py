"""What answers are made of: citations, links and their summaries, and copies of one story."""
