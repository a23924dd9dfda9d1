"""Baocao inspect."""
