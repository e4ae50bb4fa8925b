# A table of contents: each name is what .ci/run calls as well.
.PHONY: setup run test proof check lint types contracts wheel bench snapshots documents pictures

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

setup: $(BIN)/iitui  ## a virtual environment with everything for development

$(BIN)/iitui: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $@

run: setup  ## the app on its sample journal
	$(BIN)/iitui demo

test: setup  ## all tests
	$(BIN)/pytest -n auto

proof: setup  ## the proofs at full length
	IITUI_PROOF=1 $(BIN)/pytest -n auto -o timeout=0 tests/store/test_kill.py \
		tests/store/test_many_processes.py tests/store/test_model.py tests/store/share tests/store/schema/test_damage.py \
		tests/domain/dates/test_parse_fuzz.py \
		tests/interchange/test_fuzz.py tests/interchange/mail/test_fuzz.py tests/interchange/test_transcripts.py \
		tests/store/test_rule_functions.py tests/test_plain_settings.py tests/ui/live/test_kill.py \
		tests/ui/test_hostile.py tests/ui/letters/test_monkey.py tests/ui/test_monkey.py

check: lint types contracts test wheel  ## the whole truth

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

wheel: setup  ## the wheel: built, installed elsewhere and run
	BIN=$(BIN) bash .ci/wheel

bench: setup  ## timings as ratios to floors of the same run
	$(BIN)/python -m benchmarks

documents: setup  ## write again what is made from the code: the settings, the keys, the man page
	$(BIN)/python -m tests.documents

snapshots: setup  ## take the pictures of the screens again, after looking at them
	$(BIN)/pytest tests/ui/test_snapshots.py tests/ui/letters/test_picture.py --snapshot-update

pictures: setup  ## take the pictures of the README again, from the sample journal
	$(BIN)/python docs/pictures.py
