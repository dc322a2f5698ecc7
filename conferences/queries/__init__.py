"""What is read of case conferences: one function a page or list."""
