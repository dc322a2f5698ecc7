"""The floor of the house: who people are and may know, what is kept of what they did, and how a page is made.

Knows nothing of prisons; establishments and local authorities appear here only as the slug of a team's place.
"""
