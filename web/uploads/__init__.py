"""Files from the browser: received as a stream, checked, named, stored beside the archive."""

__all__ = ["filenames", "receive", "sink"]
