"""The days of the past: looked at, put right, and typed in from paper."""
