"""One report into rows."""
