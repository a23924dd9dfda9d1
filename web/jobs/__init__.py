"""Processes that the reading room starts: loads, one after another, and audits."""

__all__ = ["audit_process", "load_queue"]
