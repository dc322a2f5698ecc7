"""What staff type in about terminals."""

from django import forms

from icm.core.sending import Once


class AddTerminal(Once):
    name = forms.CharField(
        label="Where is it?", help_text="For example Letham Hall, landing 2", max_length=60
    )
