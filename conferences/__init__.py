"""Case conferences: when one is due, who comes, what is said and decided, and what follows from it."""
