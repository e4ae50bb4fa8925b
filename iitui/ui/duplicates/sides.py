"""Two contacts side by side, field by field, for the list of duplicates and the choice of what stays."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from textual.content import Content

from iitui.domain.contacts import ChannelKind, Contact
from iitui.domain.identity.merging import Difference, MergeField
from iitui.domain.text import clean_line, comma_join, shorten
from iitui.ui.kit.lists.row_list import ListColumn, ListRow
from iitui.ui.kit.theme import QUIET

COLUMNS = (
    ListColumn("", width=13),
    ListColumn("This one", share=1),
    ListColumn("That one", share=1),
)

_LONGEST = 300
_STAYS, _GOES = "● ", "○ "
_CHANNELS = ((ChannelKind.EMAIL, "email"), (ChannelKind.PHONE, "phone"), (ChannelKind.URL, "web"))


def side_rows(
    belongings: Callable[[int], Mapping[str, int]],
    ours: Contact,
    theirs: Contact,
    unlike: Sequence[Difference],
    taken: Collection[MergeField] | None = None,
) -> list[ListRow]:
    """Return the rows.

    Args:
        belongings: counts by kind what belongs to the contact with an ID.
        ours: the contact that stays.
        theirs: the one that becomes part of it.
        unlike: the fields in which they differ.
        taken: of these, the ones in which theirs is taken; None where nothing is chosen yet.
    """
    by_field = {each.field: each for each in unlike}
    rows = [
        _choice_row(by_field[field], taken) if field in by_field else _row(field.value, *values)
        for field, *values in _singles(ours, theirs)
        if any(values)
    ]
    rows += [_row(called, *values) for called, *values in _lists(ours, theirs) if any(values)]
    counts = [belongings(each.id) for each in (ours, theirs)]
    rows += [
        _row(called, *(str(count[called] or "–") for count in counts))
        for called in ("interviews", "touches", "takeaways", "reminders", "people named")
        if any(count[called] for count in counts)
    ]
    return rows


def _singles(ours: Contact, theirs: Contact) -> Iterator[tuple[MergeField, str, str]]:
    both = (ours, theirs)
    for field, values in (
        (MergeField.NAME, [each.name for each in both]),
        (MergeField.WORK, [comma_join(each.role, each.organization) for each in both]),
        (MergeField.LEVEL, [each.level.value if each.level else "" for each in both]),
        (MergeField.SOURCE, [each.source for each in both]),
        (MergeField.REFERRER, [each.referred_by for each in both]),
        (MergeField.CADENCE, [_say_cadence(each.cadence_days) for each in both]),
    ):
        yield field, values[0], values[1]


def _lists(ours: Contact, theirs: Contact) -> Iterator[tuple[str, str, str]]:
    for kind, called in _CHANNELS:
        yield called, "  ".join(ours.values_of(kind)), "  ".join(theirs.values_of(kind))
    yield "tags", _say_tags(ours), _say_tags(theirs)
    yield "notes", ours.notes, theirs.notes


def _say_tags(contact: Contact) -> str:
    return " ".join(f"#{tag}" for tag in contact.tags)


def _say_cadence(days: int | None) -> str:
    if days is None:
        return ""
    return f"every {days} days" if days else "never"


def _plain(text: str) -> str:
    return clean_line(shorten(text, _LONGEST))


def _row(called: str, ours: str, theirs: str) -> ListRow:
    return ListRow(called, (Content.styled(called, QUIET), _plain(ours) or "–", _plain(theirs) or "–"))


def _choice_row(each: Difference, taken: Collection[MergeField] | None) -> ListRow:
    """Return the row of a field in which they differ: what stays is marked, once there is a choice."""
    called = Content.styled(each.field.value, "bold $text-warning")
    if taken is None:
        values = [Content.styled(_plain(text), "$text-warning") for text in (each.ours, each.theirs)]
        return ListRow(each.field.value, (called, *values))
    takes = each.field in taken
    cells = [
        Content.assemble((mark, style), (_plain(text), style))
        for text, mark, style in (
            (each.ours, _GOES if takes else _STAYS, QUIET if takes else "$text-success"),
            (each.theirs, _STAYS if takes else _GOES, "$text-success" if takes else QUIET),
        )
    ]
    return ListRow(each.field.value, (called, *cells))
