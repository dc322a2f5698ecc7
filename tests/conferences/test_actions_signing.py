"""Signing a minute: whole, of a conference that was held, and kept for good as it was."""

import pytest

from conferences.models import Conference, Edition, Minute
from conferences.policy.kinds import Kind
from conferences.policy.minutes import Section, Words
from conferences.queries.editions import sheet
from icm.core.disclosure import Audience
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.policy.roles import Role
from tests.factories import minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


def whole(row, keeper, **values):
    return minutes.keep(row, keeper, parts=minutes.whole(), decisions=[minutes.decided(**values)])


def test_a_minute_is_signed_and_kept_as_it_was(world, keeper):
    made = minutes.signed(world.person, keeper)
    row = made.minute.conference

    assert (made.number, made.signed_by, made.minute.state) == (1, keeper, "signed")
    with pytest.raises(Refused, match="is signed"):
        minutes.keep(row, keeper, 9, parts={Section.NEEDS: Words(body="Other.")})
    minutes.reopen(row, keeper)
    version = Minute.objects.get().version
    draft = minutes.keep(row, keeper, version, parts={Section.NEEDS: Words(body="Other.")})
    second = minutes.sign(row, keeper, draft.version)

    texts = [
        dict(sheet(one.content, Audience.TEAM).sections)["Needs"]
        for one in Edition.objects.order_by("number")
    ]
    assert texts == ["Said of needs.", "Other."]
    assert (second.number, second.why) == (2, "A date was wrong.")


def test_only_of_a_conference_that_was_held(world, keeper):
    row = minutes.to_hold(world.person, keeper)
    draft = whole(row, keeper)

    with pytest.raises(Refused, match="that the conference was held"):
        minutes.sign(row, keeper, draft.version)
    assert not Edition.objects.exists()


def test_not_of_a_text_that_was_not_read(world, keeper):
    row = minutes.hold(minutes.to_hold(world.person, keeper), keeper)
    draft = whole(row, keeper)

    with pytest.raises(Stale):
        minutes.sign(row, keeper, draft.version - 1)
    assert not Edition.objects.exists()


def test_not_with_a_part_missing_or_a_decision_without_rationale(world, keeper):
    row = minutes.hold(minutes.to_hold(world.person, keeper), keeper)
    parts = minutes.whole() | {Section.IMMINENCE: Words(body="")}
    draft = minutes.keep(row, keeper, parts=parts, decisions=[minutes.decided(why="")])

    with pytest.raises(Refused) as refusal:
        minutes.sign(row, keeper, draft.version)
    assert "Risk: imminence: nothing is written." in str(refusal.value)
    assert "A decision has no rationale." in str(refusal.value)


def test_an_initial_without_lscmi_is_not_signed_without_the_day_of_its_follow_up(world, keeper):
    row = minutes.to_hold(world.person, keeper, Kind.INITIAL)
    minutes.hold(row, keeper, minutes.FOLLOW_UP)
    draft = whole(row, keeper)
    Conference.objects.filter(pk=row.pk).update(next_on=None, next_when="Later.")

    with pytest.raises(Refused, match="its Follow-up has to be agreed"):
        minutes.sign(row, keeper, draft.version)
    Conference.objects.filter(pk=row.pk).update(next_on=minutes.FOLLOW_UP.on)
    assert minutes.sign(row, keeper, draft.version).number == 1


def test_who_neither_chairs_nor_may_hold_it_does_not_sign(world, keeper):
    row = minutes.hold(minutes.to_hold(world.person, keeper), keeper)
    draft = whole(row, keeper)

    with pytest.raises(NotAllowed):
        minutes.sign(row, world.user(Role.PERSONAL_OFFICER), draft.version)
    assert Minute.objects.get().state == "draft"


def test_another_edition_has_a_reason(world, keeper):
    made = minutes.signed(world.person, keeper)

    with pytest.raises(Refused, match="why there is to be another"):
        minutes.reopen(made.minute.conference, keeper, why="")
    assert Minute.objects.get().state == "signed"


def test_each_audience_reads_what_its_class_allows(world, keeper):
    row = minutes.hold(minutes.to_hold(world.person, keeper), keeper)
    parts = minutes.whole() | {
        Section.SHARED: Words(body="For all.", disclosure="open"),
        Section.ANNEX: Words(
            body="Kept back.", disclosure="team", gist="A worry.", ground="Safety"
        ),
    }
    decisions = [minutes.decided(), minutes.decided("d2", disclosure="team", ground="Safety")]
    draft = minutes.keep(row, keeper, parts=parts, decisions=decisions)
    content = minutes.sign(row, keeper, draft.version).content

    team, person, family = (
        sheet(content, audience) for audience in (Audience.TEAM, Audience.PERSON, Audience.FAMILY)
    )
    annex = Section.ANNEX.label
    assert dict(team.sections)[annex] == "Kept back."
    assert dict(person.sections)[annex] == "A worry."
    assert [label for label, _ in family.sections] == [
        "Information shared"
    ]  # the gist is the person's
    assert [len(one.decisions) for one in (team, person, family)] == [2, 1, 0]
    assert [bool(one.withheld) for one in (team, person, family)] == [False, True, True]
    assert "Safety" not in str((team, person, family))
