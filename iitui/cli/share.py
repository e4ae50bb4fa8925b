"""The command `share`: brings this journal and others together through files in a folder."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from iitui.cli.context import Commands, Context
from iitui.domain.errors import UnreadableError
from iitui.domain.sharing import ShareFinding, ShareItem, ShareOptions, ShareReport, count_kinds
from iitui.output import print_json, progress_of, say, tell

_ITEMS_SHOWN = 40


def share(context: Context, arguments: Namespace) -> int:
    """Take over what others left in a folder, and leave there what is here."""
    settings = context.settings
    named = arguments.folder or settings.share
    if not named:
        raise UnreadableError('Name the folder, or set it in the settings: share = "~/Shared/iitui".')
    folder = Path(named).expanduser()
    options = ShareOptions(
        device=settings.share_device,
        without_off_record=arguments.without_off_record or settings.share_without_off_record,
        without_tags=(*settings.share_without_tags, *arguments.without_tag),
        bring_back=tuple(arguments.bring_back),
        dismiss=tuple(arguments.dismiss),
    )
    progress = None if arguments.json else progress_of("Sharing")
    with context.open() as store:
        run = store.sharing.preview if arguments.dry_run else store.sharing.run
        report = run(folder, options, progress)
    if arguments.json:
        print_json(_record(report))
    else:
        _print(report, is_dry=arguments.dry_run)
    return 0


def _record(report: ShareReport) -> dict[str, object]:
    return {
        "act": report.act or None,
        "came": [
            {
                "action": item.action.value,
                "what": item.called,
                "name": item.name,
                "fields": list(item.fields),
            }
            for item in report.came
        ],
        "went": dict(report.went),
        "devices": list(report.devices),
        "skipped": [{"file": each.file, "why": each.why} for each in report.skipped],
        "findings": [
            {"id": each.id, "where": each.where, "what": each.what, "remedy": each.remedy}
            for each in report.findings
        ],
        "file": report.file,
    }


def _print(report: ShareReport, *, is_dry: bool) -> None:
    went = count_kinds(report.went)
    if is_dry:
        tell(f"To import: {report.act or 'nothing new'}.")
        tell(f"To send: {went or 'nothing new'}.")
    else:
        tell(f"{report.act}. 'iitui undo' undoes it." if report.act else "Nothing new came.")
        if went:
            tell(f"Wrote to {report.file}: {went}.")
    _print_items(report.came)
    for skipped in report.skipped:
        say(f"{skipped.file} was left out: {skipped.why}.")
    print_findings(report.findings)


def _print_items(items: Sequence[ShareItem]) -> None:
    for item in items[:_ITEMS_SHOWN]:
        fields = f": {', '.join(item.fields)}" if item.fields else ""
        tell(f"- {item.action.value} {item.called} {item.name}{fields}")
    if len(items) > _ITEMS_SHOWN:
        say(f"… and {len(items) - _ITEMS_SHOWN} more; --json lists them all.")


def print_findings(findings: Sequence[ShareFinding]) -> None:
    """Print what is to be looked at, each with what can be done about it."""
    for finding in findings:
        tell(f"{finding.id}  {finding.where}: {finding.what} {finding.remedy}")


COMMANDS: Commands = {"share": share}
