"""Identity and register of cited documents."""
