"""What may be typed in about receptions and supervision levels: text into values, never saved here."""
