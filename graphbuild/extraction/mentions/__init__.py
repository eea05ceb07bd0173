"""Where actors are mentioned: names, descriptions and pronouns, with the type of each."""
