"""Corrections and verdicts."""
