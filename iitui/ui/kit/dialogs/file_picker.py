"""Choosing a file: its path typed or pasted, or found by going through the folders."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from iitui.domain.text import clean_line
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowList
from iitui.ui.kit.screens import Dialog

_UP = ".."
_WHOLE = ("/", "~", "'", '"', "file:")
"""How a path begins that does not depend on the folder that is shown."""
_COLUMNS = (ListColumn("Name"), ListColumn("Size", 9, justify="right"), ListColumn("Changed", 10, least=50))


class FilePicker(Dialog[Path | None]):
    """Answers with a path, or None when it was left. Shows folders and the files of some endings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("slash", "type_path", "Type a path", "picker.type", "Type or paste a file's path", show=True),
        bind("backspace", "go_up", "Parent folder", "picker.up", "Go to the parent folder", show=True),
        bind(
            "f",
            "take_folder",
            "This folder",
            "picker.folder",
            "Choose the folder itself, such as a mailbox",
            show=True,
        ),
        bind("escape", "leave_picker", "Cancel", "picker.leave", "Cancel without choosing a file", show=True),
    ]

    AUTO_FOCUS = "RowList"

    def __init__(
        self,
        title: str,
        folder: Path,
        endings: Sequence[str],
        *,
        typed: str = "",
        refused: str = "",
        can_take_folder: bool = False,
    ) -> None:
        """Make a picker.

        Args:
            title: what the file is for.
            folder: where to begin.
            endings: the endings of the files to show, in lower case: ".csv".
            typed: the text of the path line at first.
            refused: why the last choice was refused.
            can_take_folder: whether a folder can be the answer.
        """
        super().__init__(classes="form")
        self._title = title
        self._folder = folder
        self._endings = tuple(endings)
        self._typed = typed
        self._refused = refused
        self._can_take_folder = can_take_folder
        self._offered = ""

    def compose(self) -> ComposeResult:
        """Put the path line above the list of the folder."""
        with Vertical(classes="form--box picker--box") as box:
            box.border_title = Content(self._title)
            yield Static(classes="picker--refused", markup=False)
            yield Input(
                self._typed,
                placeholder="Path of a file; → accepts the suggestion",
                suggester=_Paths(self._endings),
                id="picker-path",
                compact=True,
                select_on_focus=False,
            )
            yield RowList(_COLUMNS, can_mark=False, id="picker-list", empty="")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the folder, and what was wrong before."""
        self._say(self._refused)
        self._show(self._folder)

    @property
    def _list(self) -> RowList:
        return self.query_one("#picker-list", RowList)

    @property
    def _path(self) -> Input:
        return self.query_one("#picker-path", Input)

    def _say(self, words: str) -> None:
        line = self.query_one(".picker--refused", Static)
        line.update(Content(words))
        line.display = bool(words)

    def _show(self, folder: Path, cursor: str = "") -> None:
        self._folder = folder
        box = self.query_one(".picker--box", Vertical)
        box.border_subtitle = Content(clean_line(str(folder)))
        try:
            rows = [_row(path) for path in _entries(folder, self._endings)]
        except OSError as error:
            rows = []
            self._list.set_empty(f"This folder cannot be read: {error.strerror}.")
        else:
            self._list.set_empty("")
        if folder.parent != folder:
            rows.insert(0, ListRow(_UP, (Content("../"), "", ""), style="dim"))
        if len(rows) <= 1:
            words = "Nothing to read here. / types a path, backspace goes to the folder above"
            rows.append(ListRow("nothing", (words,), heading=True))
            rows.append(
                ListRow("endings", (f"Files that can be read: {', '.join(self._endings)}",), heading=True)
            )
        self._list.show(FixedRows(rows), from_top=True)
        if not (cursor and self._list.move_to(cursor)) and len(rows) > 1:
            self._list.move_to(rows[1].key)

    @on(RowList.Opened, "#picker-list")
    def _open(self, message: RowList.Opened) -> None:
        if message.key == _UP:
            self.action_go_up()
        else:
            self._choose(Path(str(message.key)))

    @on(Input.Submitted, "#picker-path")
    def _take(self) -> None:
        path = self._read_whole() or read_path(self._path.value, self._folder)
        if path is not None:
            self._choose(path)

    def _read_whole(self) -> Path | None:
        """Return the absolute path that was typed or pasted after what the line offered; None if none was.

        The / that begins such a path is the key that led to the line, so that the line does not contain it.
        """
        typed = self._added()
        if typed.startswith(_WHOLE):
            return read_path(typed, self._folder)
        whole = Path(f"/{typed}")
        return whole if typed and _is_there(whole) and not _is_there(Path(self._path.value)) else None

    def _added(self) -> str:
        """Return what was typed after what the line offered; '' if the offer was changed."""
        value = self._path.value
        return (
            value[len(self._offered) :].strip() if self._offered and value.startswith(self._offered) else ""
        )

    @on(Input.Changed, "#picker-path")
    def _begin_whole(self) -> None:
        """Take the offered folder away once the first folder typed is one of the root and not of this one."""
        first, sign, _ = self._added().partition("/")
        if not (first and sign) or first.startswith(_WHOLE):
            return
        if _is_folder(Path(f"/{first}")) and not _is_there(Path(f"{self._offered}{first}")):
            line, offered = self._path, self._offered
            self._offered = ""
            place = max(line.cursor_position - len(offered), 0) + 1
            line.value = f"/{line.value[len(offered) :]}"
            line.cursor_position = place

    def on_paste(self, event: events.Paste) -> None:
        """Put a path that is pasted outside the line into it."""
        pasted = clean_line(event.text)
        if pasted and not self._path.has_focus:
            event.stop()
            self._begin(pasted)

    def on_key(self, event: events.Key) -> None:
        """Go to the path line with ~, which begins a path."""
        if event.character == "~" and not self._path.has_focus:
            event.stop()
            self._begin("~")

    def _begin(self, path: str) -> None:
        self._offered = ""
        self._path.value = path
        self._go_to_end()

    def _go_to_end(self) -> None:
        self._path.focus()
        self._path.action_end()

    def _choose(self, path: Path) -> None:
        if _is_folder(path):
            self._say("")
            self._show(path)
            self._list.focus()
        else:
            self.dismiss(path)

    def action_type_path(self) -> None:
        """Go to the path line."""
        if not self._path.value:
            self._path.value = f"{self._folder}/" if len(self._folder.parts) > 1 else str(self._folder)
        self._offered = self._path.value
        self._go_to_end()

    def action_go_up(self) -> None:
        """Show the folder above, the cursor on the one that was left."""
        left = self._folder
        if left.parent != left:
            self._say("")
            self._show(left.parent, str(left))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to take a folder only where one can be the answer."""
        return self._can_take_folder or action != "take_folder"

    def action_take_folder(self) -> None:
        """Answer with the folder that is shown."""
        self.dismiss(self._folder)

    def action_leave_picker(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


class _Paths(Suggester):
    """Completes a path by the first folder or fitting file that begins so."""

    def __init__(self, endings: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """Return the path completed, or None."""
        head, sign, begun = _last_whole_path(value).rpartition("/")
        if not sign or not begun:
            return None
        try:
            entries = _entries(Path(f"{head}/").expanduser(), self._endings)
        except (OSError, RuntimeError, ValueError):
            return None
        for path in entries:
            if path.name.startswith(begun) and clean_line(path.name) == path.name:
                return value + path.name.removeprefix(begun) + ("/" if _is_folder(path) else "")
        return None


def read_path(typed: str, folder: Path) -> Path | None:
    """Return the path that was typed or pasted: quotes, ~ and file:// are understood; None for nothing."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if not text:
        return None
    text = _last_whole_path(text)
    try:
        path = Path(text).expanduser()
    except RuntimeError:  # ~somebody who is not there
        path = Path(text)
    return folder / path


def _last_whole_path(text: str) -> str:
    """Return the last absolute path in a text: one that is pasted after the offered folder replaces it."""
    _, sign, whole = text.rpartition("//")
    if sign:
        text = f"/{whole}"
    _, sign, under_home = text.rpartition("/~/")
    return f"~/{under_home}" if sign else text


def _row(path: Path) -> ListRow:
    name = clean_line(path.name)
    if _is_folder(path):
        return ListRow(str(path), (Content(f"{name}/"), "", ""))
    try:
        about = path.stat()
    except OSError:
        return ListRow(str(path), (Content(name), "", ""), style="dim")
    changed = datetime.fromtimestamp(about.st_mtime).astimezone()
    return ListRow(str(path), (Content(name), _size(about.st_size), f"{changed:%Y-%m-%d}"))


def _entries(folder: Path, endings: Sequence[str]) -> list[Path]:
    """Return folders, then the files of these endings, each by name; hidden ones are left out."""
    visible: Iterable[Path] = (path for path in folder.iterdir() if not path.name.startswith("."))
    folders: list[Path] = []
    files: list[Path] = []
    for path in visible:
        if _is_folder(path):
            folders.append(path)
        elif path.suffix.lower() in endings:
            files.append(path)
    return [*sorted(folders, key=_by_name), *sorted(files, key=_by_name)]


def _by_name(path: Path) -> str:
    return path.name.casefold()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _size(size: int) -> str:
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def first_folder() -> Path:
    """Return where downloaded files usually are: the Downloads folder, or else the home folder."""
    try:
        home = Path.home()
    except RuntimeError:
        return Path.cwd()
    downloads = home / "Downloads"
    return downloads if downloads.is_dir() else home


def nearest_folder(folder: Path, otherwise: Path) -> Path:
    """Return a folder if it is there, or else another one."""
    try:
        return folder if folder.is_dir() else otherwise
    except (OSError, ValueError):
        return otherwise
