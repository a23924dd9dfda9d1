"""The former place of :func:`extractors.extraction.extract`, for code that imports it from here."""

from extractors.extraction import extract as extract
