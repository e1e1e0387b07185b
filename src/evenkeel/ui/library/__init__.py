"""All exercises and their cards."""
