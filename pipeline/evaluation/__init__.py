"""Gold, matching, scores."""
