"""Figures on the screen: still, moving, and how they are played."""
