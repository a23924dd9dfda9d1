"""N/m of one noun."""
