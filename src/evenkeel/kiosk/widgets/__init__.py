"""What only the kiosk has: its bar, the pad, the question whether more time is wanted."""
