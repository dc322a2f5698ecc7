"""What kinds of case conference there are, and the rules about them."""
