"""Acts of casework: one function an act, one module a subject."""
