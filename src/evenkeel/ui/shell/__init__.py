"""Starting, connecting and closing: the only room that knows all others."""
