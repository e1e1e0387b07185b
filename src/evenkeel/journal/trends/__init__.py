"""What the entries show over days. Pure functions."""
