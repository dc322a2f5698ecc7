"""The extract for one provider: what was referred to it and what it wrote itself, and nothing else."""

from dataclasses import dataclass

from casework.models import Narrative, Provider, Referral
from casework.queries.copies import reading
from casework.queries.copies.reading import Head
from casework.queries.copies.staff import EntryText, ReferralLine, entry_text, referral_line
from icm.core.disclosure import Audience
from icm.people.models import Person

FOR = Audience.PROVIDER


@dataclass(frozen=True, slots=True)
class Extract:
    head: Head
    provider: str
    referrals: tuple[ReferralLine, ...]
    entries: tuple[EntryText, ...]


def extract(person: Person, provider: Provider, head: Head) -> Extract:
    """Two queries. Where the person did not agree to a referral, no paper tells of it."""
    agreed = reading.referrals(person).exclude(consent=Referral.Consent.REFUSED)
    written = (
        Narrative.objects.filter(person=person, provider=provider, withdrawn_at__isnull=True)
        .select_related("author", "provider")
        .order_by("-on", "-pk")
    )
    return Extract(
        head=head,
        provider=provider.name,
        referrals=tuple(referral_line(row, FOR) for row in agreed.filter(provider=provider)),
        entries=tuple(entry_text(row, FOR) for row in written),
    )
