"""Tables of the kiosk: terminals, accounts, and who stands before which terminal."""

from icm.kiosk.models.accounts import Account, Visit
from icm.kiosk.models.terminals import Terminal

__all__ = ["Account", "Terminal", "Visit"]
