"""Rendering, crops, highlights."""
