"""What a relative types in."""
