"""What the pages read, one function a page."""
