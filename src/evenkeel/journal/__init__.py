"""The journal of sessions and pain, the settings, and what they show over days. No Qt."""
