"""One module for each format, each with `write(source, target, tally)`."""
