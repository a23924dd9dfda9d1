"""Messages and formats."""
