"""Widgets of the kiosk alone: its bar, the PIN pad, the offer of more time."""
