"""What the journal shows over days, and putting it right."""
