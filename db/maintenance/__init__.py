"""Verification, copies, streamed tables, and derived data."""

__all__ = ["backup", "derived", "stream_tables", "verify"]
