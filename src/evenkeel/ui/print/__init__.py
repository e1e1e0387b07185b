"""Printing, saving and previewing sheets."""
