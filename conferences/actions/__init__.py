"""Acts on case conferences: one function an act, one module a subject."""
