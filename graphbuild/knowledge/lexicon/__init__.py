"""Questions about words and names, answered from the tables in `knowledge.data`."""
