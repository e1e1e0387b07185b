"""A session, from Start to the closing page."""
