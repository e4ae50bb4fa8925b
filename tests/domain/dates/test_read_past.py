from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.dates.parse import read_past
from iitui.domain.errors import UnreadableError

ZONE = ZoneInfo("America/Detroit")
NOW = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)
"""Tuesday, 10:00 in Detroit, two days after its clocks went forward."""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("now", "2026-03-10 10:00"),
        ("Today", "2026-03-10 10:00"),
        ("mar 10", "2026-03-10 10:00"),
        ("tue", "2026-03-10 10:00"),
        ("last tue", "2026-03-03 12:00"),
        ("last mon 3pm", "2026-03-09 15:00"),
        ("mon", "2026-03-09 12:00"),
        ("wed", "2026-03-04 12:00"),
        ("sat 9:00", "2026-03-07 09:00"),
        ("9:00", "2026-03-10 09:00"),
        ("3pm", "2026-03-09 15:00"),
        ("yesterday", "2026-03-09 12:00"),
        ("yesterday 3pm", "2026-03-09 15:00"),
        ("2 hours ago", "2026-03-10 08:00"),
        ("mar 5", "2026-03-05 12:00"),
        ("mar 11", "2025-03-11 12:00"),
        ("12/20", "2025-12-20 12:00"),
        ("2026-03-08 03:30", "2026-03-08 03:30"),
    ],
)
def test_the_latest_time_that_fits_is_meant(text: str, read: str) -> None:
    assert f"{read_past(text, NOW, ZONE).astimezone(ZONE):%Y-%m-%d %H:%M}" == read


@pytest.mark.parametrize(
    "text", ["tomorrow", "in 3 days", "+2h", "next tue", "2027-03-05", "today 3pm", "later", ""]
)
def test_what_is_still_ahead_or_unreadable_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_past(text, NOW, ZONE)
