import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from icm.core.models import SecurityEvent, SecurityKind, User
from tests.factories import staff


@pytest.fixture
def ann(db, settings):
    settings.REQUIRE_MFA = False
    return staff.user(username="ann")


def test_closing_an_account_signs_its_owner_out_and_opening_it_lets_them_in_again(ann, capsys):
    client = Client()
    client.force_login(ann)
    call_command("close_account", "ANN")
    closed = client.get(reverse("core:account")).status_code
    call_command("close_account", "ann", "--reopen")

    assert closed == 302
    assert User.objects.get(pk=ann.pk).is_active
    assert capsys.readouterr().out == "ann is closed.\nann is open.\n"
    kinds = SecurityEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert kinds[0] == SecurityKind.ACCOUNT_DISABLED
    assert kinds[len(kinds) - 1] == SecurityKind.ACCOUNT_ENABLED


def test_closing_an_account_that_is_not_there_says_so(db):
    with pytest.raises(CommandError, match="no account called nobody"):
        call_command("close_account", "nobody")
