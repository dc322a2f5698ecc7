"""What the kiosk reads."""
