"""Pages of the kiosk, and the staff's pages of terminals and PINs."""
