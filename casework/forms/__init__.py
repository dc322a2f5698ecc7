"""What may be typed in on the pages of casework."""
