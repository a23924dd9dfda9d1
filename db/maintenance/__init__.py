"""Verify, copy, stream, flat rows."""
