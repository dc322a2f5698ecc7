"""Secrets planted in every free text never reach anybody who is not cleared for them, by whichever way."""

import pytest
from django.apps import apps
from django.db import models

from casework import access as casework
from conferences import access as conferences
from icm.core.disclosure import CLEARED as CLEARED_FOR
from icm.core.disclosure import Audience
from icm.family import access as families
from icm.people.queries import disclosure as people
from icm.policy.roles import Role
from risk import access as risk
from tests.access import addresses
from tests.access.secrets import (
    CLEARED,
    FOR_THE_PERSON,
    FORMULATED,
    INSTEAD,
    NUMBERS,
    SOCIAL_WORKERS,
    THEIRS,
    found_in,
    secret,
)

# The survey needs the rows that migrations made: before any test that empties tables.
pytestmark = pytest.mark.django_db

# Texts that staff do not type about a person, and what they are.
NOT_TYPED = {
    "QualityReading.marks": "answers from a closed list",
    "Due.basis": "written by the rules",
    "Due.staff": "written by the rules",
    "Due.why": "written by the rules, or the reason of a waiver",
    "Due.settle": "written by the rules",
    "Due.evidence": "written by the rules; the sentences for the person among it",
}


@pytest.mark.parametrize("name", addresses.ours())
def test_no_page_tells_anybody_what_they_are_not_cleared_for(name, surveyed):
    told = {
        (role, field)
        for role, answer in surveyed.here[name].items()
        for field in answer.told
        if role not in CLEARED[field]
    }

    assert told == set()


@pytest.mark.parametrize("name", addresses.ours())
def test_no_page_tells_the_other_world_anything(name, surveyed):
    told = {
        (role, field)
        for role, answer in surveyed.there[name].items()
        for field in answer.told
        if not (role is Role.HQ and field in CLEARED)
    }

    assert told == set()


@pytest.mark.parametrize("name", addresses.ours())
def test_no_page_tells_anything_without_signing_in(name, surveyed):
    assert surveyed.anonymous[name].told == frozenset()


def test_the_canaries_can_sing(surveyed):
    """Each secret is seen by somebody cleared: a test of planted texts that nobody could see shows nothing."""
    seen = {
        field
        for answers in surveyed.here.values()
        for answer in answers.values()
        for field in answer.told
    }

    assert seen == set(CLEARED)


def test_a_figure_is_seen_by_social_work_alone_and_by_all_of_it(surveyed):
    """In no page of anybody else: not in a text, an address, a title or what a screen reader says."""
    seen = {
        role
        for answers in surveyed.here.values()
        for role, answer in answers.items()
        if not answer.told.isdisjoint(NUMBERS)
    }

    assert seen == SOCIAL_WORKERS


def test_the_letter_tells_the_person_only_what_they_may_read(surveyed):
    told = set().union(*(answer.told for answer in surveyed.here["risk:letter"].values()))

    assert told <= FOR_THE_PERSON
    assert "SupervisionReview.reasons" in told


def test_the_slip_tells_nothing_that_was_answered(surveyed):
    told = set().union(*(answer.told for answer in surveyed.here["casework:route_slip"].values()))

    assert told == set()


def test_what_the_rules_say_to_the_person_tells_no_secret(surveyed):
    assert surveyed.said_to_the_person
    assert found_in(surveyed.said_to_the_person) <= FOR_THE_PERSON


def test_no_mail_carries_a_secret_or_a_name(surveyed):
    assert surveyed.mail
    assert found_in(surveyed.mail) == frozenset()
    assert [name for name in surveyed.names if name in surveyed.mail] == []


def test_no_log_carries_a_secret_or_a_name(surveyed):
    assert found_in(surveyed.log) == frozenset()
    assert [name for name in surveyed.names if name in surveyed.log] == []


def test_what_is_cleared_for_the_person_is_what_the_code_says():
    others = risk.DISCLOSURE | casework.DISCLOSURE | conferences.DISCLOSURE | families.DISCLOSURE
    classes = people.DISCLOSURE | {field: others[field] for field in others if field in CLEARED}
    open_to_the_person = {
        field for field, kind in classes.items() if kind in CLEARED_FOR[Audience.PERSON]
    }

    assert open_to_the_person == FOR_THE_PERSON - INSTEAD
    own_class = {  # stands on the row itself
        f"{table.__name__}.{column}"
        for table, text in casework.CLASSED.items()
        for column in (text, "gist", "ground")
    }
    own_class |= {f"Part.{column}" for column in ("body", "gist", "ground")}
    own_class |= {f"Decision.{column}" for column in ("what", "why", "gist", "ground")}
    own_class |= {f"Contribution.{column}" for column in ("body", "gist", "ground")}
    own_class |= {"Objection.words", "Objection.answer", "Remark.words"}
    own_class |= {f"Formulation.{name}" for name in (*FORMULATED, "gist", "withheld_why")}
    # Shown with their row.
    short = {"Explanation.form", "Mappa.co_ordinator", "PoliceNotice.gist", "Invitation.name"}
    reasons = {"Waiver.why", "Consultation.why"}
    assert set(CLEARED) - set(classes) - own_class == reasons | short | set(NUMBERS)


def test_every_free_text_has_a_canary():
    texts = {
        f"{model.__name__}.{field.name}"
        for label in ("people", "risk", "clocks")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("Event") or model.__name__ == "Event"
        for field in model._meta.get_fields()
        if isinstance(field, models.TextField | models.JSONField)
    }

    assert texts - set(NOT_TYPED) <= set(CLEARED)


def test_whoever_may_know_is_cleared_for_what_the_team_reads():
    asked = {Role.PSYCHOLOGY}  # for an assessment: its reason alone
    assert all(roles <= THEIRS | asked for roles in CLEARED.values())
    assert len({secret(field) for field in CLEARED}) == len(CLEARED)
