"""What stands on each copy of the plan, and which copies there are. Everything here is already as its readers may read
it: the texts went through `casework.access.classed` and `shown` for the audience of the copy."""

from casework.queries.copies.extract import Extract, extract
from casework.queries.copies.listing import (
    Copies,
    CopyPage,
    Progress,
    content,
    copies_page,
    copy_page,
    document,
    kinds,
    progress,
    providers,
)
from casework.queries.copies.personal import PersonCopy, person_copy
from casework.queries.copies.reading import Head, has_something
from casework.queries.copies.since import why_shut
from casework.queries.copies.staff import StaffCopy, staff_copy

__all__ = [
    "Copies",
    "CopyPage",
    "Extract",
    "Head",
    "PersonCopy",
    "Progress",
    "StaffCopy",
    "content",
    "copies_page",
    "copy_page",
    "document",
    "extract",
    "has_something",
    "kinds",
    "person_copy",
    "progress",
    "providers",
    "staff_copy",
    "why_shut",
]
