"""The commands about targets: `targets` and `target`."""

from argparse import Namespace
from dataclasses import replace

from iitui.cli.context import Commands, Context
from iitui.domain.targets import Proposal, Target, TargetDraft
from iitui.domain.text import several
from iitui.output import Row, print_json, print_rows, say, tell
from iitui.reports.targets import target_record


def list_targets(context: Context, arguments: Namespace) -> int:
    """Print the targets in the order of LAMP, each with whom to ask next there."""
    with context.look() as reader:
        ids = reader.targets.ids()
        targets = reader.targets.some(ids, context.now)
        proposals = {one.target.id: one for one in reader.targets.next_to_ask(context.now, len(ids))}
    if arguments.json:
        print_json([target_record(each, proposals.get(each.id), context.zone) for each in targets])
    else:
        print_rows([_row(each, proposals.get(each.id)) for each in targets])
    if not targets:
        say("There are no targets yet; 'iitui target ORG' adds one.")
    return 0


def _row(target: Target, proposal: Proposal | None) -> Row:
    ask = ""
    if proposal is not None:
        ask = f"ask {proposal.person.name}" if proposal.person else "find someone"
    return (
        target.organization,
        f"motivation {target.motivation}",
        f"posting {target.posting}",
        target.tie,
        target.source,
        several(len(target.people), "person") if len(target.people) == 1 else f"{len(target.people)} people",
        f"asked {target.requests}" if target.requests else "",
        ask,
    )


def set_target(context: Context, arguments: Namespace) -> int:
    """Make an organization a target, or change what is named of one."""
    given = {
        field: getattr(arguments, field)
        for field in ("motivation", "posting", "tie", "source")
        if getattr(arguments, field) is not None
    }
    name = " ".join(arguments.organization)
    draft = TargetDraft(organization=name, **given).checked()
    with context.open() as store:
        known = store.reader.targets.named(draft.organization, context.now)
        if known is None:
            target, done = store.targets.add(draft), "Made {} a target"
        else:
            target = store.targets.edit(known.id, replace(TargetDraft.of(known), **given))
            done = "Changed the target {}"
    if arguments.json:
        print_json(target_record(target, None, context.zone))
    else:
        figures = f"motivation {target.motivation}, posting {target.posting}"
        tell(f"{done.format(target.organization)}: {figures}.")
    return 0


COMMANDS: Commands = {"targets": list_targets, "target": set_target}
