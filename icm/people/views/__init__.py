"""Pages on which staff act on people's records."""
