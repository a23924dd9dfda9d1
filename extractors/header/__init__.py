"""Letterhead to signature."""
