"""Records: named tuples with types, made without `typing`, which loads as slowly as a journal is read.

A shell prompt reads records and should not wait for more than it prints; dataclasses would be slower still.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING or sys.version_info >= (3, 14):  # from there on annotations are read by typing alone
    from typing import NamedTuple as Record
else:
    from collections import namedtuple

    class _Maker(type):
        """Makes a named tuple of the fields that a class declares, with what else stands in its body."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.pop("__annotations__", ()))
            values = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=values, module=body["__module__"])
            for key, value in body.items():
                if key not in ("__module__", "__qualname__"):
                    setattr(made, key, value)
            return made

    class Record(metaclass=_Maker):
        """What records are declared with."""


__all__ = ["Record"]
