"""Acts on people and places: one function an act, one module a subject."""
