"""Signing in and staying signed in: what the account pages may do, how guessing is slowed down, when a session ends.

The pages' machinery is django-allauth's; the rules are ours. Nothing here may let one person keep another out.
"""
