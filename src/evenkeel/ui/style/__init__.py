"""Colours, sizes and type: what every page looks like."""
