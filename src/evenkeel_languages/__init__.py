"""Keeps the catalogues of translations up to date; never imported by the application."""
