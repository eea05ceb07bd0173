"""The repaired dependency parse of a text, and its grammar: subjects, objects, quotations, nominalizations."""
