"""A picture of every screen and every printed page, to be looked at."""
