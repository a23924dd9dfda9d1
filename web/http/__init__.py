"""Request context and guard."""
