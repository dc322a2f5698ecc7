"""What is typed in at a terminal, and by staff about terminals."""
