"""The questions, the visitor's plan, and the way to a professional."""
