"""Files from the browser."""
