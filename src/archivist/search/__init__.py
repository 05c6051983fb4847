"""The search layer: from what is typed to clauses, from clauses and texts to what is shown."""
