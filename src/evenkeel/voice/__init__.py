"""Speaks and plays the coach's cues. Nothing in here blocks the window or the clock."""
