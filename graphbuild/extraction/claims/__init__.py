"""Events become claims: two actors, a relation, evidence, time and place."""
