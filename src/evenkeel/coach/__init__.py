"""From a plan to a timeline, and the session that plays it. No Qt, no clock of its own."""
