"""Assessment of risk and need, and, apart from it, the supervision level inside the prison."""
