"""What speed costs: every figure is a ratio against a floor or a control measured in the same run."""
