"""Reads and writes what is in the journal: sessions, paper days, activities, steps."""
