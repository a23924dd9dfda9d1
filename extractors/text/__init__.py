"""The text itself: character classes, folding, sentences and clauses, spans, and the segmentation of words."""

from extractors.text.characters import proper_name
from extractors.text.folding import fold
from extractors.text.sentences import Sentences
from extractors.text.spans import Span, SpanIndex

__all__ = ["Sentences", "Span", "SpanIndex", "fold", "proper_name"]
