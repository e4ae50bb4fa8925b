"""The contact that a typed name means; where several are called so, the organization tells them apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iitui.domain.errors import BadInputError
from iitui.domain.text import fold

FoundContact = tuple[int, str, str]
"""Id, name and organization of a contact."""


def _find_nobody(_: str) -> Sequence[FoundContact]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChoice:
    """With whom the interview may be.

    Attributes:
        chosen: id and name, where that is settled and not asked.
        names: offered while one types.
        find: the contacts that a typed name may mean.
        before: who was chosen when the form was shown before.
    """

    chosen: tuple[int, str] | None = None
    names: Sequence[str] = ()
    find: Callable[[str], Sequence[FoundContact]] = _find_nobody
    before: FoundContact | None = None

    def read(self, text: str) -> FoundContact:
        """Read a name, or "name, organization" where several have it.

        Raises:
            BadInputError: nobody is called so, or several are.
        """
        if self.chosen is not None:
            return (*self.chosen, "")
        if not text.strip():
            raise BadInputError({"contact_id": "Who is the interview with?"})
        matches = self.find(text)
        if not matches and "," in text:
            name, _, organization = text.rpartition(",")
            wanted = fold(organization.strip())
            matches = [one for one in self.find(name) if fold(one[2]) == wanted]
        if len(matches) == 1:
            return matches[0]
        if not matches:
            raise BadInputError(
                {"contact_id": f"There is no contact '{short(text)}'; add new people in Contacts (2, n)."}
            )
        raise BadInputError({"contact_id": _which(matches)})


def _which(matches: Sequence[FoundContact]) -> str:
    words = [called(one) for one in matches]
    if len(set(words)) < len(words):
        return f"Several contacts are called {called(matches[0])}; press i on the right one in Contacts."
    return f"Which one: {'; '.join(words[:4])}{' …' if len(words) > 4 else ''}?"


def called(contact: FoundContact) -> str:
    """A contact in words: name and organization."""
    return f"{short(contact[1])}, {short(contact[2])}" if contact[2] else short(contact[1])


def short(text: str) -> str:
    """A text from people, cut where it would fill the form."""
    return text if len(text) <= 40 else f"{text[:40]}…"
