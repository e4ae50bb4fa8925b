"""Writes what the user says of news: that it is taken over, or dismissed."""

from collections.abc import Sequence

from iitui.domain.errors import NotFoundError
from iitui.domain.news import News, NewsField
from iitui.domain.text import fold
from iitui.store.news.read import NewsReader
from iitui.store.news.statements import settle_news
from iitui.store.organizations.names import drop_unused_organization, organization_named
from iitui.store.schema.tables import ContactRow, FormerPositionRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find


class NewsWriter(Writer):
    """Writes what becomes of news; each public method is one act."""

    def take(self, news_ids: Sequence[int]) -> list[News]:
        """Take news over: the contact says what the file said; where they worked before is kept.

        Returns:
            The news, as it was before.

        Raises:
            NotFoundError: some of it is no news, or no longer; nothing is changed.
        """
        with self._unit_of_work.act("") as transaction:
            news = _find(transaction, news_ids)
            transaction.name = f"Updated from news about {_whom(news)}"
            for each in news:
                # An earlier one may have said the same of the same contact.
                now = NewsReader(transaction.connection).some([each.id])
                if now:
                    _take(transaction, now[0])
                settle_news(transaction, each.id)
            return news

    def dismiss(self, news_ids: Sequence[int]) -> list[News]:
        """Dismiss news: the contact stays as it is, and the same news does not come again.

        Returns:
            The news, as it was before.

        Raises:
            NotFoundError: as `take`.
        """
        with self._unit_of_work.act("") as transaction:
            news = _find(transaction, news_ids)
            transaction.name = f"Dismissed news about {_whom(news)}"
            for each in news:
                settle_news(transaction, each.id)
            transaction.session.expire_all()
            return news


def _find(transaction: Transaction, news_ids: Sequence[int]) -> list[News]:
    wanted = list(dict.fromkeys(news_ids))
    news = NewsReader(transaction.connection).some(wanted)
    missing = [number for number in wanted if number not in {each.id for each in news}]
    if missing:
        raise NotFoundError(f"There is no news {missing[0]}, or it's already settled.")
    return news


def _whom(news: Sequence[News]) -> str:
    names = list(dict.fromkeys(each.who for each in news))
    return names[0] if len(names) == 1 else f"{len(names)} contacts"


def _take(transaction: Transaction, news: News) -> None:
    fields = {change.field for change in news.changes}
    row = find(transaction, ContactRow, news.contact_id, "contact")
    before, taken = row.organization_id, news.taken
    if NewsField.NAME in fields:
        row.name, row.sort_key = taken.name, fold(taken.name)
    if fields - {NewsField.NAME}:
        if news.journal.position:
            former = {
                "contact_id": news.contact_id,
                "organization": news.journal.organization,
                "role": news.journal.role,
                "until_at": news.said_at,
            }
            transaction.session.add(FormerPositionRow.model_validate(former))
        row.role = taken.role
        row.organization_id = organization_named(transaction, taken.organization)
    transaction.session.add(row)
    transaction.session.flush()
    if row.organization_id != before:
        drop_unused_organization(transaction, before)
        transaction.session.flush()
