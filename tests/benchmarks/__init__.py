"""Measurements; no test depends on any of them."""
