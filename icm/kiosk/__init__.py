"""What a person in custody sees of their own case, at terminals that many people use."""
