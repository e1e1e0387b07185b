"""Says and sounds the coach's cues. Nothing in here ever makes the window or the clock wait."""
