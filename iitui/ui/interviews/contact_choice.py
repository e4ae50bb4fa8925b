"""With whom an interview may be, as the form asks for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iitui.domain.errors import AmbiguousError, BadInputError, NotFoundError
from iitui.domain.identity.lookup import NamedContact


def _find_nobody(text: str) -> NamedContact:
    raise NotFoundError(f"There is no contact '{text}'.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChoice:
    """With whom the interview may be.

    Attributes:
        chosen: id and name, where that is settled and not asked.
        names: offered while one types.
        find: the contact that is meant by what is typed.
        before: what was typed when the form was shown before.
    """

    chosen: tuple[int, str] | None = None
    names: Sequence[str] = ()
    find: Callable[[str], NamedContact] = _find_nobody
    before: str = ""

    def read(self, text: str) -> NamedContact:
        """Read who is meant.

        Raises:
            BadInputError: nobody is, or several may be.
        """
        if self.chosen is not None:
            return (*self.chosen, "")
        if not text.strip():
            raise BadInputError({"contact_id": "Who is the interview with?"})
        try:
            return self.find(text)
        except NotFoundError as error:
            raise BadInputError({"contact_id": f"{error} Add new people in Contacts (2, n)."}) from None
        except AmbiguousError as error:
            raise BadInputError({"contact_id": str(error)}) from None
