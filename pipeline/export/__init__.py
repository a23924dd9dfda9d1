"""Data out of the program: tables on the screen, csv, json, xlsx, parquet, and BagIt bags."""

__all__ = ["bagit", "bagit_sources", "console", "series", "spreadsheet", "tables", "writers"]
