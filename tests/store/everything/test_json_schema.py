"""The schema that ships with iitui is that of the file, and exports are held against it."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from iitui.store.everything.json_schema import json_schema
from iitui.store.everything.layout import lists
from tests.store.everything.test_round_trip import exported, whispered

SHIPPED = json.loads(files("iitui.data").joinpath("journal.schema.json").read_text("utf-8"))


def test_the_schema_that_ships_is_that_of_the_layout():
    assert json_schema() == SHIPPED, (
        "python -m iitui.store.everything.json_schema > iitui/data/journal.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(SHIPPED)


@pytest.mark.parametrize("with_off_record", [False, True])
def test_an_export_fits_the_schema(sample: Path, now, with_off_record):
    content = json.loads(exported(sample, now, with_off_record=with_off_record))
    validator = jsonschema.Draft202012Validator(SHIPPED)
    assert [error.message for error in validator.iter_errors(content)] == []
    content["contacts"][0]["archived"] = "no"
    assert [error.json_path for error in validator.iter_errors(content)] == ["$.contacts[0].archived"]


def test_what_is_left_out_fits_the_schema(store, journal: Path, now):
    whispered(store, now)
    content = json.loads(exported(journal, now, with_off_record=False))
    jsonschema.validate(content, SHIPPED)
    assert None in [item["answer"] for record in content["interviews"] for item in record["plan"]]


def test_the_document_names_the_first_and_the_last_list():
    text = (Path(__file__).parents[3] / "docs" / "journal-format.md").read_text("utf-8")
    keys = [table.key for table in lists()]
    assert f"`{keys[0]}` … `{keys[-1]}`" in text
