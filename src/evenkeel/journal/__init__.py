"""What was done and how it felt: the store, the settings, what they show over days. No Qt."""
