"""What a page of the reading room asks."""
