"""Vocabulary tables: one ``*.csv`` for each kind of word, each row with its source, and the one reader for them."""

from __future__ import annotations

import csv
from importlib import resources

__all__ = ["read_rows"]


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of ``<name>.csv``, in the order of the file: column → cell, an empty cell as the empty string.

    Raises:
        FileNotFoundError: there is no such table.
    """
    with resources.files("extractors.data").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
