"""Pages of receptions and supervision levels."""
