"""One report into rows."""

__all__ = ["files", "write_report"]
