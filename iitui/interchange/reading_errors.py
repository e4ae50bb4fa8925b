"""Tells why a file cannot be read, in one sentence, for whatever reads files of other programs."""

from collections.abc import Iterator
from contextlib import contextmanager

from iitui.domain.errors import UnreadableError


@contextmanager
def said_of(file: str) -> Iterator[None]:
    """Turn what the system says of a file into a sentence that names the file.

    Raises:
        UnreadableError: the file cannot be read.
    """
    try:
        yield
    except PermissionError as error:
        raise UnreadableError(f"{file} can't be read: you don't have permission.") from error
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UnreadableError(f"{file} is not a valid file name.") from error
