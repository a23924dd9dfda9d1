"""Loads as rows: the runs, and the job of each file in a run."""

__all__ = ["jobs", "runs"]
