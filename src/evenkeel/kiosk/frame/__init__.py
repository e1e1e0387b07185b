"""What every page of the kiosk stands in: window, bar, overlays, visit and settings."""
