"""What is printed, and what goes home without paper."""
