"""Reading order and the one text."""
