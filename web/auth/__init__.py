"""Password, sessions."""
