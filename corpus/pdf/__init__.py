"""Open, check and read one PDF."""
