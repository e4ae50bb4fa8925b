# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""The model of occupations and organizations: what renaming, merging and deleting should do to the facts."""

from collections.abc import Sequence

from iitui.domain.occupations import Occupation, OccupationDraft, Standing
from iitui.domain.organizations import Organization
from iitui.domain.targets import Target, TargetDraft
from iitui.domain.text import fold
from tests.store.model.contacts import ContactModel, FactsModel
from tests.store.model.facts import OccupationFact, TargetFact


def joined(first: str, more: str) -> str:
    """Two notes as one: a blank line between, and nothing twice."""
    notes = [text for text in (first, more) if text.strip()]
    return "\n\n".join(dict.fromkeys(notes))


class OccupationModel(FactsModel):
    """Facts are kept by name: what a number stands for is read off what was there before the act."""

    def occupations_keep(self, result: Occupation, draft: OccupationDraft, standing: Standing | None) -> None:
        key = fold(draft.name)
        before = self.facts.occupations.get(key, OccupationFact(""))
        kept = before._replace(name=draft.name, research=draft.research)
        if standing not in (None, before.standing):
            kept = kept._replace(standing=standing, reason="", since=self.clock.now)
        self.facts.occupations[key] = kept

    def occupations_set_standing(
        self, result: Occupation, occupation_id: int, standing: Standing, reason: str
    ) -> None:
        key = self.occupation_keys[occupation_id]
        before = self.facts.occupations[key]
        if (before.standing, before.reason) != (standing, reason):
            self.facts.occupations[key] = before._replace(
                standing=standing, reason=reason, since=self.clock.now
            )

    def occupations_rename(self, result: Occupation, occupation_id: int, name: str) -> None:
        key = self.occupation_keys[occupation_id]
        kept = self.facts.occupations.pop(key)._replace(name=name)
        self._move_interviews(key, fold(name))
        self.facts.occupations[fold(name)] = kept

    def occupations_merge(self, result: Occupation, occupation_id: int, into_id: int) -> None:
        key, into_key = self.occupation_keys[occupation_id], self.occupation_keys[into_id]
        gone, into = self.facts.occupations.pop(key), self.facts.occupations[into_key]
        later = gone.since is not None and (into.since is None or gone.since > into.since)
        kept, other = (gone, into) if later else (into, gone)
        research = joined(into.research, gone.research)
        if other.reason and other.reason != kept.reason:
            research = joined(research, f"{other.name}, {other.standing.value}: {other.reason}")
        self.facts.occupations[into_key] = kept._replace(name=into.name, research=research)
        self._move_interviews(key, into_key)

    def occupations_delete(self, _: None, occupation_ids: Sequence[int]) -> None:
        for number in occupation_ids:
            key = self.occupation_keys[number]
            del self.facts.occupations[key]
            self._move_interviews(key, "")

    def _move_interviews(self, key: str, other: str) -> None:
        for interview in self.facts.interviews.values():
            interview.occupation = other if interview.occupation == key else interview.occupation


class OrganizationModel(ContactModel):
    def organizations_research(self, _: None, organization: str, notes: str) -> None:
        key = self._organization(organization)
        self.facts.organizations[key] = (self.facts.organizations[key][0], notes)
        self._drop_organizations([key])

    def organizations_rename(self, result: Organization, organization_id: int, name: str) -> None:
        key = self.organization_keys[organization_id]
        self.facts.organizations[fold(name)] = (name, self.facts.organizations.pop(key)[1])
        if key in self.facts.targets:
            self.facts.targets[fold(name)] = self.facts.targets.pop(key)
        self._move_people(key, fold(name))

    def organizations_merge(self, result: Organization, organization_id: int, into_id: int) -> None:
        key, into_key = (self.organization_keys[number] for number in (organization_id, into_id))
        gone, into = self.facts.organizations.pop(key), self.facts.organizations[into_key]
        self.facts.organizations[into_key] = (into[0], joined(into[1], gone[1]))
        if (target := self.facts.targets.pop(key, None)) is not None:
            kept = self.facts.targets.get(into_key, TargetFact("", "", 0, 0))
            self.facts.targets[into_key] = TargetFact(
                kept.source or target.source,
                kept.tie or target.tie,
                max(kept.motivation, target.motivation),
                max(kept.posting, target.posting),
            )
        self._move_people(key, into_key)

    def organizations_delete(self, _: None, organization_ids: Sequence[int]) -> None:
        for number in organization_ids:
            key = self.organization_keys[number]
            del self.facts.organizations[key]
            self.facts.targets.pop(key, None)
            self._move_people(key, "")

    def targets_add(self, result: Target, draft: TargetDraft) -> None:
        key = self._organization(draft.organization)
        self.facts.targets[key] = TargetFact(draft.source, draft.tie, draft.motivation, draft.posting)

    def targets_edit(self, result: Target, organization_id: int, draft: TargetDraft) -> None:
        key = self.organization_keys[organization_id]
        self.facts.targets[key] = TargetFact(draft.source, draft.tie, draft.motivation, draft.posting)

    def targets_judge(
        self, _: None, organization_ids: Sequence[int], *, motivation: int = 0, posting: int = 0
    ) -> None:
        for key in {self.organization_keys[number] for number in organization_ids}:
            target = self.facts.targets[key]
            self.facts.targets[key] = target._replace(
                motivation=min(max(target.motivation + motivation, 0), 5),
                posting=min(max(target.posting + posting, 0), 3),
            )

    def targets_remove(self, _: None, organization_ids: Sequence[int]) -> None:
        keys = {self.organization_keys[number] for number in organization_ids}
        for key in keys:
            del self.facts.targets[key]
        self._drop_organizations(keys)

    def _move_people(self, key: str, other: str) -> None:
        for person in self.facts.contacts.values():
            person.organization = other if person.organization == key else person.organization
