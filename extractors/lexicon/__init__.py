"""What data/*.csv holds, as patterns and look-ups."""
