"""Matplotlib, and the panel model the web shares."""
