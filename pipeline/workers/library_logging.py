"""Silences pdfminer, pdfplumber, pikepdf and PIL in workers; our own warnings describe the damage of a file."""

from __future__ import annotations

import logging
import warnings

_LIBRARIES = ("pdfminer", "pdfplumber", "pikepdf", "PIL")


def quiet_libraries() -> None:
    """Keep the libraries that read a file from writing on the terminal, in this process."""
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        warnings.filterwarnings("ignore", module=rf"{name}\b")
