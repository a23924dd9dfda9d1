"""Jobs and runs."""

__all__ = ["jobs", "runs"]
