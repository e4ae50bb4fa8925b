"""What is made from the code is what stands in the repository; `make documents` makes it anew."""

import json

import pytest

from tests.documents import ROOT, documents


@pytest.mark.parametrize("name", documents())
def test_it_is_current(name):
    assert (ROOT / name).read_text("utf-8") == documents()[name], "make documents"


def test_every_key_has_a_name_and_says_what_it_does():
    keys = json.loads(documents()["iitui/data/interface.json"])["keys"]
    assert len(keys) > 200
    assert [key for key in keys if not all(key.values())] == []
