"""The record for JSON of a target, with whom to ask next there."""

from zoneinfo import ZoneInfo

from iitui.domain.targets import Proposal, Target
from iitui.reports.records import Record, iso


def target_record(target: Target, proposal: Proposal | None, zone: ZoneInfo) -> Record:
    """Return a target: its figures, the `people` known there, and `next`.

    `next` is null where nobody is to be asked now; its `contact_id` is null where somebody is to be found.
    """
    person = proposal.person if proposal else None
    return {
        "organization_id": target.organization_id,
        "organization": target.organization,
        "source": target.source,
        "tie": target.tie,
        "motivation": target.motivation,
        "posting": target.posting,
        "added": iso(target.added_at, zone),
        "requests": target.requests,
        "people": [
            {
                "contact_id": one.id,
                "who": one.name,
                "role": one.role,
                "stage": one.stage.value,
                "last_touch": iso(one.last_touch, zone) if one.last_touch else None,
            }
            for one in target.people
        ],
        "next": proposal
        and {
            "contact_id": person.id if person else None,
            "who": person.name if person else None,
            "reason": proposal.reason,
        },
    }
