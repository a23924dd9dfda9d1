"""Is the text layer usable, and its repair."""
