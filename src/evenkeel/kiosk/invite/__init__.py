"""The first page, which moves until somebody comes."""
