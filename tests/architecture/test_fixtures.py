"""The measures that other tests rely on do find what they are for."""

import socket
import uuid

import pytest
from django.contrib.auth.models import Group


def _add_group():
    return Group.objects.create(name=str(uuid.uuid4()))


def test_a_read_that_asks_once_for_every_row_is_found(assert_constant_queries):
    def one_by_one():
        return [list(group.permissions.all()) for group in Group.objects.all()]

    with pytest.raises(AssertionError, match=r"queries for 2 rows"):
        assert_constant_queries(add_row=_add_group, call=one_by_one)


def test_a_read_that_asks_for_all_rows_at_once_is_let_pass(assert_constant_queries):
    def at_once():
        return [
            list(group.permissions.all()) for group in Group.objects.prefetch_related("permissions")
        ]

    assert_constant_queries(add_row=_add_group, call=at_once)


def test_a_test_cannot_reach_another_machine():
    with (
        socket.socket() as line,
        pytest.raises(pytest.fail.Exception, match=r"wanted to connect to 192\.0\.2\.1"),
    ):
        line.connect(("192.0.2.1", 80))


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_finds_what_migrations_brought():
    assert Group.objects.exists()
