"""Tables, views, migrations, opening."""

__all__ = ["migrations", "open", "operations", "tables", "views"]
