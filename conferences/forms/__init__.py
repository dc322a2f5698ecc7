"""What may be typed in about case conferences: text into values, never saved here."""
