"""One picture: side, palette, as something Qt can paint."""
