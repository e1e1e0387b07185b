"""Sizes and theme of a large touch screen."""
