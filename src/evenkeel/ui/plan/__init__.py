"""Questions, answers and the plan of today."""
