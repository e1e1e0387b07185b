"""The exercises on offer, and each one step by step."""
