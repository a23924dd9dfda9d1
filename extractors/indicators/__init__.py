"""Which noun phrase each value measures."""
