"""The account pages' forms, in the words of this house."""

from typing import Any

from allauth.account import forms as account


class SignIn(account.LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login="User name", password="Password")  # noqa: S106 - labels


def _plain(form: Any, **labels: str) -> None:
    """Labels above the boxes instead of placeholders in them, and no help that repeats the page."""
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.pop("aria-describedby", None)
        field.help_text = ""
