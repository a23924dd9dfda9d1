"""The vocabulary of ``data/*.csv`` as patterns and look-ups: terms, units, nouns, documents, places, indicators."""

from extractors.lexicon.basis_kinds import basis_kinds
from extractors.lexicon.tables import counted_nouns, document_types, units
from extractors.lexicon.terms import term_pattern

__all__ = ["basis_kinds", "counted_nouns", "document_types", "term_pattern", "units"]
