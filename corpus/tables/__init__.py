"""Step 5: finds ruled tables, and fills their cells with the characters of the page."""

__all__ = ["ruled_tables", "table_structure"]
