"""Reads of casework: one function a page, one module a subject."""
