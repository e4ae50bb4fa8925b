"""Statistics: how far the people who were asked have come, and how long answers and thank-yous took.

Everything is counted from facts that the store reads. What lies ahead of `now` has not happened, but a
planned interview shows that somebody has agreed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from iitui.domain.interviews import Status

ENOUGH = 5
"""How many times there must be before a median says something about them."""

LEAST_WEEKS, WEEKS = 12, 26
"""How few and how many weeks are counted, from the first interview on, where no beginning is named."""

MOST_WEEKS = 53
"""How many weeks are counted at most, the latest ones: a year, with the week that has only begun."""

_NO_TIME = timedelta()
_WEEK = timedelta(weeks=1)


class CountedRequest(NamedTuple):
    """A request for an interview that was made.

    Attributes:
        answered_at: when the answer came, as far as the journal says so.
        has_outcome: whether it has an outcome other than "no reply yet".
        has_agreed: whether that outcome is "agreed".
    """

    contact_id: int
    at: datetime
    answered_at: datetime | None
    has_outcome: bool
    has_agreed: bool


class InterviewFacts(NamedTuple):
    """An interview that was not cancelled.

    Attributes:
        end: when it ended, or will end as planned.
        thanked_at: when the thank-you for it was done, or None.
        is_waived: whether the thank-you for it was dismissed.
    """

    contact_id: int
    start: datetime
    end: datetime
    status: Status
    thanked_at: datetime | None
    is_waived: bool

    def was_held(self, now: datetime) -> bool:
        """Return whether it was held, or is over without a word about it."""
        return self.status is Status.HELD or (self.status is Status.PLANNED and self.end <= now)


class StatisticsFacts(NamedTuple):
    """What statistics are made of.

    Attributes:
        requests: all requests that were made, by time.
        incoming: contact -> when something came from them, by time; at least of those who were asked.
        interviews: all interviews that were not cancelled.
    """

    requests: Sequence[CountedRequest]
    incoming: Mapping[int, Sequence[datetime]]
    interviews: Sequence[InterviewFacts]


class Funnel(NamedTuple):
    """How many of the people who were asked came how far; each step counts only people of the step before.

    Attributes:
        asked: people who were asked for an interview in the period, and those who have or had one in it and
            were never asked: they were asked without a word about it in the journal.
        answered: of these, who answered, whatever the answer was: a request has an outcome or the time of its
            answer, something came from them after it, or they have agreed.
        agreed: of these, who agreed: a request has that outcome, or an interview was planned, not cancelled.
        held: of these, with whom an interview was held, or is over without a word about it.
        thanked: of these, to whom the thank-you for one of these interviews is done.
        unrecorded: how many of those who were asked were never asked according to the journal.
    """

    asked: int = 0
    answered: int = 0
    agreed: int = 0
    held: int = 0
    thanked: int = 0
    unrecorded: int = 0

    @property
    def steps(self) -> tuple[int, int, int, int, int]:
        """The numbers of people, from asked to thanked."""
        return self[0], self[1], self[2], self[3], self[4]


class Times(NamedTuple):
    """How long something took each time, shortest first."""

    each: tuple[timedelta, ...]

    @property
    def median(self) -> timedelta | None:
        """The median; None where there are too few for one."""
        if len(self.each) < ENOUGH:
            return None
        middle = len(self.each) // 2
        return (self.each[middle] + self.each[~middle]) / 2

    def within(self, span: timedelta) -> int:
        """Return how many took no longer than a span."""
        return sum(each <= span for each in self.each)

    def counts(self, edges: Sequence[timedelta]) -> list[int]:
        """Return how many lie up to each of the edges, which rise, and beyond the last one."""
        below = [self.within(edge) for edge in edges]
        ends = [*below, len(self.each)]
        return [end - begin for begin, end in zip([0, *below], ends, strict=True)]


class ReplyTimes(NamedTuple):
    """How long it took from a request to its answer; nudges belong to the request that they follow.

    Attributes:
        times: of the answers whose time is known.
        undated: how many answers have no time in the journal.
        waiting: how many requests have no answer yet.
    """

    times: Times
    undated: int
    waiting: int

    @property
    def requests(self) -> int:
        """How many requests there were."""
        return len(self.times.each) + self.undated + self.waiting


class ThankYouTimes(NamedTuple):
    """How long it took from the end of an interview until its thank-you was done.

    Attributes:
        allowed: how long a thank-you may take.
        times: of the thank-yous that are done; none where one was done before the planned end.
        waived: how many were dismissed.
        owed: how many are still owed.
    """

    allowed: timedelta
    times: Times
    waived: int
    owed: int

    @property
    def in_time(self) -> int:
        """How many were done in the time that is allowed."""
        return self.times.within(self.allowed)


class WeekCount(NamedTuple):
    """The interviews held in one week of the user's calendar.

    Attributes:
        begins: its first day.
    """

    begins: date
    interviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All statistics.

    Attributes:
        since: the beginning of the period; None for everything.
        until: the end of the period, which is now.
        weeks: the latest week last, those without interviews among them.
    """

    since: datetime | None
    until: datetime
    funnel: Funnel
    replies: ReplyTimes
    thank_yous: ThankYouTimes
    weeks: tuple[WeekCount, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody was asked and no interview was held."""
        return not self.funnel.asked and not any(week.interviews for week in self.weeks)


def make_statistics(
    facts: StatisticsFacts,
    now: datetime,
    zone: ZoneInfo,
    *,
    since: datetime | None = None,
    thank_you_hours: int = 24,
    first_weekday: int = 0,
) -> Statistics:
    """Return the statistics of a period that ends now.

    Args:
        facts: what is in the journal.
        now: what lies after it has not happened.
        zone: whose calendar has the weeks.
        since: when the period begins; None for everything. Requests made before it and interviews that began
            before it are not counted.
        first_weekday: the day on which weeks begin, 0 for Monday.
        thank_you_hours: within how many hours a thank-you is owed.
    """
    requests = [each for each in facts.requests if each.at <= now and (since is None or each.at >= since)]
    interviews = [each for each in facts.interviews if since is None or each.start >= since]
    held = [each for each in interviews if each.was_held(now)]
    asked_before = {each.contact_id for each in facts.requests if each.at <= now}
    allowed = timedelta(hours=thank_you_hours)
    return Statistics(
        since=since,
        until=now,
        funnel=_count_people(requests, interviews, facts.incoming, asked_before, now),
        replies=_reply_times(requests, interviews, facts.incoming, now),
        thank_yous=_thank_you_times(held, allowed),
        weeks=count_weeks(
            (each.start for each in held if each.start <= now), now, zone, since, first_weekday=first_weekday
        ),
    )


def _count_people(
    requests: Sequence[CountedRequest],
    interviews: Sequence[InterviewFacts],
    incoming: Mapping[int, Sequence[datetime]],
    asked_before: set[int],
    now: datetime,
) -> Funnel:
    first: dict[int, datetime] = {}
    for request in requests:
        first.setdefault(request.contact_id, request.at)
    interviewed = {each.contact_id for each in interviews}
    unrecorded = interviewed - asked_before
    asked = unrecorded | first.keys()
    agreed = asked & (interviewed | {each.contact_id for each in requests if each.has_agreed})
    answered = {each.contact_id for each in requests if each.has_outcome or each.answered_at is not None}
    answered |= {
        contact_id
        for contact_id, at in first.items()
        if any(at <= came <= now for came in incoming.get(contact_id, ()))
    }
    held = [each for each in interviews if each.was_held(now)]
    met = {each.contact_id for each in held}
    thanked = {each.contact_id for each in held if each.thanked_at is not None}
    return Funnel(
        len(asked),
        len(asked & (answered | agreed)),
        len(agreed),
        len(agreed & met),
        len(agreed & thanked),
        len(unrecorded),
    )


def _reply_times(
    requests: Sequence[CountedRequest],
    interviews: Sequence[InterviewFacts],
    incoming: Mapping[int, Sequence[datetime]],
    now: datetime,
) -> ReplyTimes:
    of_contact: dict[int, list[CountedRequest]] = {}
    for request in requests:
        of_contact.setdefault(request.contact_id, []).append(request)
    starts: dict[int, list[datetime]] = {}
    for interview in interviews:
        starts.setdefault(interview.contact_id, []).append(interview.start)
    times: list[timedelta] = []
    undated = waiting = 0
    for contact_id, asked in of_contact.items():
        came = [at for at in incoming.get(contact_id, ()) if at <= now]
        for chain in _chains(asked, came, sorted(starts.get(contact_id, ()))):
            if chain.answered_at is not None:
                times.append(max(chain.answered_at - chain.at, _NO_TIME))
            elif chain.is_answered:
                undated += 1
            else:
                waiting += 1
    return ReplyTimes(Times(tuple(sorted(times))), undated, waiting)


class _Chain(NamedTuple):
    """A request with its nudges.

    Attributes:
        at: when the first of them was made.
        answered_at: when the first answer came, or None.
        is_answered: whether there is an answer, with or without its time.
    """

    at: datetime
    answered_at: datetime | None
    is_answered: bool


def _chains(
    requests: Sequence[CountedRequest], came: Sequence[datetime], starts: Sequence[datetime]
) -> Iterable[_Chain]:
    """Yield the chains of the requests to one contact: each goes on until there is an answer.

    Args:
        requests: by time.
        came: when something came from the contact, by time.
        starts: when interviews with the contact began or will begin, by time. What comes after the first one
            that follows a request is no answer to that request.
    """
    chain: _Chain | None = None
    for request, later in zip(requests, [*requests[1:], None], strict=True):
        if chain is not None and (chain.is_answered and (chain.answered_at or request.at) <= request.at):
            yield chain
            chain = None
        # What came after the next request answers that one, if this one has an outcome already.
        until = later.at if later is not None and request.has_outcome else None
        answered_at, is_answered = _answer_to(request, came, starts, until)
        if chain is not None:
            known = [at for at in (chain.answered_at, answered_at) if at is not None]
            chain = _Chain(chain.at, min(known, default=None), chain.is_answered or is_answered)
        else:
            chain = _Chain(request.at, answered_at, is_answered)
    if chain is not None:
        yield chain


def _answer_to(
    request: CountedRequest, came: Sequence[datetime], starts: Sequence[datetime], until: datetime | None
) -> tuple[datetime | None, bool]:
    """Return when a request was answered, if that is known, and whether it was."""
    if request.answered_at is not None:
        return request.answered_at, True
    start = next((start for start in starts if start >= request.at), None)
    answer = next((at for at in came if at >= request.at), None)
    if answer is not None and all(end is None or answer <= end for end in (start, until)):
        return answer, True
    return None, request.has_outcome or start is not None


def _thank_you_times(held: Sequence[InterviewFacts], allowed: timedelta) -> ThankYouTimes:
    times = sorted(max(each.thanked_at - each.end, _NO_TIME) for each in held if each.thanked_at is not None)
    waived = sum(each.thanked_at is None and each.is_waived for each in held)
    return ThankYouTimes(allowed, Times(tuple(times)), waived, len(held) - len(times) - waived)


def count_weeks(
    starts: Iterable[datetime],
    now: datetime,
    zone: ZoneInfo,
    since: datetime | None = None,
    *,
    first_weekday: int = 0,
) -> tuple[WeekCount, ...]:
    """Return the interviews of each week on the calendar of a zone; 0 lets weeks begin on Monday.

    The present week, which has only begun, is the last one. Without a beginning, the first one is that of the
    first interview, within `LEAST_WEEKS` and `WEEKS`.
    """

    def begin(instant: datetime) -> date:
        day = instant.astimezone(zone).date()
        return day - timedelta(days=(day.weekday() - first_weekday) % 7)

    begins = [begin(start) for start in starts]
    last = begin(now)
    if since is None:
        first = min([*begins, last - (LEAST_WEEKS - 1) * _WEEK])
        first = max(first, last - (WEEKS - 1) * _WEEK)
    else:
        first = max(begin(since), last - (MOST_WEEKS - 1) * _WEEK)
    counts = {first + place * _WEEK: 0 for place in range((last - first) // _WEEK + 1)}
    for day in begins:
        if day in counts:
            counts[day] += 1
    return tuple(WeekCount(day, count) for day, count in counts.items())
