"""The window that holds the pages, and what all rooms need of it."""
