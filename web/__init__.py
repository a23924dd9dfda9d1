"""web: the reading room. Pages and forms over a database, in the browser; every value beside its printed place."""

__all__ = ["app", "serve", "settings"]
