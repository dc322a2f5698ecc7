"""Pages of the family's window, and the staff's pages about it."""
