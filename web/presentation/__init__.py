"""Rows, findings, runs in words."""
