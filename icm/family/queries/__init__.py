"""What the family's window reads."""
