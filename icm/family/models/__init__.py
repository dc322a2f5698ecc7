"""Tables of the family's window: which relative may open one, the codes sent for it, and who is reading where."""

from icm.family.models.windows import MailedCode, Visit, Window

__all__ = ["MailedCode", "Visit", "Window"]
