"""What is known before a text is read: relations, words, places and the actors of the user."""
