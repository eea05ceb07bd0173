"""The parse of a text, repaired, and what its grammar says: subjects, objects, quotations, nominalizations."""
