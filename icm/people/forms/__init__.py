"""What may be typed in about people: text into values, never saved here."""
