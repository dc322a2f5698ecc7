"""An empty database is filled once, and left alone afterwards."""

import pytest
from django.core.management import call_command

from icm.people.models import Person

pytestmark = pytest.mark.django_db


def test_it_fills_an_empty_database_once_and_names_a_sign_in_for_every_role(tmp_path, settings):
    settings.DEMO = True
    file = tmp_path / "sign-ins.txt"

    call_command("prepare_demo", people=40, sign_ins=str(file))
    people = set(Person.objects.values_list("number", flat=True))
    call_command("prepare_demo", people=40, sign_ins=str(file))

    assert set(Person.objects.values_list("number", flat=True)) == people
    assert len(people) >= 40
    roles = dict(line.split("\t") for line in file.read_text().splitlines())
    assert roles["ICM Co-ordinator"] == "coordinator.barlinnie"
    assert len(roles) > 15
