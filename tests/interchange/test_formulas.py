"""Formulas in cells: escaped on the way out, the same again on the way in, telephone numbers unharmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.interchange.formulas import escaped, unescaped


@pytest.mark.parametrize(
    "value", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\tx", "\r=1", "=HYPERLINK(1)", "'=1", "''@x", "-", "+"]
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(value):
    assert escaped(value) == f"'{value}"
    assert unescaped(escaped(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        "+1 248 555 0100",
        "+49 (30) 555-0142",
        "-555 0100",
        "+1 313 555 0142 ext. 12",
        "Dana",
        "",
        "'tis",
        "a=b",
    ],
)
def test_telephone_numbers_and_words_stay_as_they_are(value):
    assert escaped(value) == value
    assert unescaped(value) == value


@given(st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r 1"), st.characters()), max_size=8))
def test_what_goes_out_comes_back(value):
    assert unescaped(escaped(value)) == value
