"""pipeline: many files become a loaded database. Knows files, processes and the user."""
