"""Knowledge that is independent of the texts: relations, words, places and the user's actors."""
