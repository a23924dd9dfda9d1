"""The audit's checks, one module for each kind."""
