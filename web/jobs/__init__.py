"""Processes the room starts."""
