"""Csv, json, xlsx, BagIt, console."""
