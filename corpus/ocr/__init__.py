"""Recognise a page."""
