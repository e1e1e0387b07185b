"""Questions, answers, and the way from answers to a plan. Knows the catalogue only."""
