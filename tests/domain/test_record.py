"""Records are what named tuples of `typing` are."""

import pickle
from typing import NamedTuple

import pytest

from iitui.domain.record import Record


class Place(Record):
    """A place."""

    name: str
    floors: int = 1

    @property
    def is_low(self) -> bool:
        """Whether there is nothing above."""
        return self.floors == 1

    def __str__(self) -> str:
        return f"{self.name}, {self.floors}"


class Usual(NamedTuple):
    """The same as `typing` makes it."""

    name: str
    floors: int = 1


def test_a_record_is_a_named_tuple_with_what_its_class_says():
    place = Place("Hall")
    assert place == Place(name="Hall", floors=1) == ("Hall", 1)
    assert (place.is_low, str(place), repr(place)) == (True, "Hall, 1", "Place(name='Hall', floors=1)")
    assert place._replace(floors=3).floors == 3
    assert not place._replace(floors=3).is_low
    assert (Place.__module__, Place.__doc__) == (__name__, "A place.")
    assert pickle.loads(pickle.dumps(place)) == place


def test_a_record_has_the_fields_and_defaults_of_a_usual_one():
    assert (Place._fields, Place._field_defaults) == (Usual._fields, Usual._field_defaults)
    assert hash(Place("Hall")) == hash(Usual("Hall"))
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]  # that is what is tried
    with pytest.raises(AttributeError):
        Place("Hall").floors = 2  # type: ignore[misc]  # that is what is tried
