"""extractors: a :class:`corpus.Document` becomes records. Knows Vietnamese wording; no files, no SQL."""
