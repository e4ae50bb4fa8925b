from datetime import timedelta

import pytest

from iitui.domain.comparison import EvidenceNeeded, Strength
from iitui.domain.contacts import Level
from iitui.domain.errors import BadInputError, ChangedElsewhereError, NotFoundError
from iitui.domain.interviews import Status
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MORNING
from tests.store.journal_contents import assert_agrees


def made(store: Store, name: str, research: str = "") -> int:
    return store.occupations.keep(OccupationDraft(name=name, research=research)).id


def test_a_summary_tells_the_evidence_and_what_is_open(store, reader, clock):
    nursing = made(store, "Nursing")
    for days, (name, organization, level) in enumerate(
        [("Ada", "Harbor", Level.LEADING), ("Bo", "Harbor", None), ("Cy", "Quay", Level.LEADING)], 1
    ):
        person = contact(store, name, organization=organization, level=level).id
        held = interview(store, person, MORNING - timedelta(days=days), occupation="Nursing")
        store.interviews.mark([held.id], Status.HELD)
    questions = [row.question.id for row in reader.questions.bank()[:3]]
    plan = store.questions.pick(held.id, questions)
    store.questions.answer(plan[0].id, "So.")
    interview(store, person, MORNING + timedelta(days=2), occupation="nursing")
    off = interview(store, person, MORNING - timedelta(days=9), occupation="Nursing")
    store.interviews.mark([off.id], Status.CANCELLED)
    (summary,) = reader.occupations.summaries([nursing], clock.now)
    evidence = summary.evidence
    assert (evidence.people, evidence.organizations, evidence.levels) == (3, 2, {Level.LEADING: 2})
    assert evidence.oldest == MORNING - timedelta(days=3)
    assert evidence.newest == MORNING - timedelta(days=1)
    assert evidence.strength_by(EvidenceNeeded()) is Strength.SOUND
    assert (summary.planned, summary.open_questions) == (1, 2)


def test_a_standing_has_a_reason_and_a_date(store, reader, clock):
    nursing = made(store, "Nursing")
    kept = store.occupations.set_standing(nursing, Standing.RULED_OUT, " The nights. ")
    assert (kept.standing, kept.standing_reason) == (Standing.RULED_OUT, "The nights.")
    assert kept.standing_at == clock.now
    clock.forward(hours=1)
    assert store.occupations.set_standing(nursing, Standing.RULED_OUT, "The nights.") == kept
    with pytest.raises(ChangedElsewhereError, match="standing"):
        store.occupations.set_standing(
            nursing, Standing.PURSUING, "", seen=reader.occupations.get(made(store, "Boats"))
        )


def test_merging_moves_interviews_and_keeps_both(store, reader, journal, clock):
    nursing, care = made(store, "Nursing", "Much."), made(store, "Care", "Some.")
    ada = contact(store, "Ada").id
    about = interview(store, ada, MORNING, occupation="Nursing")
    store.occupations.set_standing(nursing, Standing.RULED_OUT, "The nights.")
    clock.forward(hours=1)
    store.occupations.set_standing(care, Standing.PURSUING, "The people.")
    kept = store.occupations.merge(nursing, care)
    assert kept.research == "Some.\n\nMuch.\n\nNursing, ruled out: The nights."
    assert (kept.standing, kept.standing_reason) == (Standing.PURSUING, "The people.")
    assert reader.interviews.get(about.id).occupation == "Care"
    assert reader.occupations.get(nursing) is None
    store.history.undo()
    assert reader.interviews.get(about.id).occupation == "Nursing"
    assert reader.occupations.get(care).research == "Some."
    assert_agrees(journal)


def test_merging_keeps_the_standing_that_was_set_last(store, clock):
    nursing, care = made(store, "Nursing"), made(store, "Care")
    store.occupations.set_standing(nursing, Standing.RULED_OUT, "The nights.")
    kept = store.occupations.merge(nursing, care)
    assert (kept.name, kept.standing, kept.standing_reason) == ("Care", Standing.RULED_OUT, "The nights.")


def test_merging_with_itself_and_taken_names_are_refused(store):
    nursing, care = made(store, "Nursing"), made(store, "Pflege älterer Menschen")
    with pytest.raises(BadInputError, match="with itself"):
        store.occupations.merge(nursing, nursing)
    with pytest.raises(BadInputError, match="already"):
        store.occupations.rename(nursing, "PFLEGE ALTERER MENSCHEN")
    with pytest.raises(NotFoundError):
        store.occupations.merge(nursing, 99)
    assert store.occupations.rename(care, "pflege alterer menschen").name == "pflege alterer menschen"


def test_deleting_keeps_the_interviews(store, reader):
    nursing = made(store, "Nursing")
    about = interview(store, contact(store, "Ada").id, MORNING, occupation="Nursing")
    assert reader.occupations.hanging_on([nursing]) == 1
    store.occupations.delete([nursing])
    assert reader.interviews.get(about.id).occupation_id is None
    assert reader.interviews.about(nursing) == []


def test_research_typed_meanwhile_is_kept_under_the_new_name(store, reader):
    nursing = made(store, "Nursing", "Old.")
    seen = reader.occupations.get(nursing)
    store.occupations.rename(nursing, "Care")
    kept = store.occupations.keep(OccupationDraft(name="Nursing", research="Mine."), seen=seen)
    assert (kept.id, kept.name, kept.research) == (nursing, "Care", "Mine.")
    store.occupations.delete([nursing])
    with pytest.raises(NotFoundError):
        store.occupations.keep(OccupationDraft(name="Nursing", research="More."), seen=seen)
    assert reader.occupations.all() == []
