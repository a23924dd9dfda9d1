"""Numbers, candidates, resolved citations."""
