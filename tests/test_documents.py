"""What is made from the code is what stands in the repository; `make documents` makes it anew."""

import pytest

from tests.documents import ROOT, documents


@pytest.mark.parametrize("name", documents())
def test_it_is_current(name):
    assert (ROOT / name).read_text("utf-8") == documents()[name], "make documents"
