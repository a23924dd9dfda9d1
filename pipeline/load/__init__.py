"""A load from arguments to summary."""
