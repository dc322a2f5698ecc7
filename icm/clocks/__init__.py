"""Asks every rule what is due for whom, keeps the due list and sends reminders. Decides nothing about people."""
