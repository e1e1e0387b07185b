"""The waiting-room mode: the exercises behind a glass, and what guards it."""
