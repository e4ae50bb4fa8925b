"""What is exchanged with other programs, beside vobject and json.dumps in the same process.

vobject is given as many cards as it can take within a second or two; its time for all of them follows from
its rate, which does not depend on how many there are.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import vobject

from iitui.domain.contact_cards import ContactCard
from iitui.domain.contacts import Channel, ChannelKind
from iitui.interchange.name_parts import divide_name
from iitui.interchange.vcard import read_vcard
from iitui.interchange.vcard_writing import vcards
from iitui.store.reader import JournalReader

Take = Callable[[], Sequence[float]]

# In a process of its own: what a process has in use when it begins is that of whoever began it.
_MOST_MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

PEER_CARDS = 1_000
"""How many cards vobject is timed with."""


def _timed(work: Callable[[], object], times: float = 1) -> list[float]:
    gc.collect()
    begun = time.perf_counter()
    work()
    return [(time.perf_counter() - begun) * times]


def _cards(journal: Path, most: int | None = None) -> list[ContactCard]:
    reader = JournalReader.open(journal)
    try:
        return list(islice(reader.cards.each(), most))
    finally:
        reader.close()


def write_cards(journal: Path) -> Take:
    """Return what times all contacts of a journal as vCards, from the file to the text."""

    def work() -> None:
        reader = JournalReader.open(journal)
        for _ in vcards(reader.cards.each(), is_3=True):
            pass
        reader.close()

    return lambda: _timed(work)


def vobject_writes(journal: Path, contacts: int) -> Take:
    """Return what times vobject with the same contacts, which it need not read from a journal."""
    cards = _cards(journal, PEER_CARDS)

    def work() -> None:
        for card in cards:
            _vobject_card(card).serialize()

    return lambda: _timed(work, contacts / len(cards))


def _vobject_card(card: ContactCard) -> vobject.base.Component:
    made, parts = vobject.vCard(), divide_name(card.name)
    made.add("uid").value = card.uid
    made.add("fn").value = card.name
    made.add("n").value = vobject.vcard.Name(family=parts.family, given=parts.given)
    made.add("org").value = [card.organization]
    made.add("title").value = card.role
    for channel in card.channels:
        made.add(_name(channel)).value = channel.value
    made.add("categories").value = list(card.tags)
    made.add("note").value = card.notes
    made.add("rev").value = card.changed_at.isoformat()
    return made


def _name(channel: Channel) -> str:
    return "tel" if channel.kind is ChannelKind.PHONE else channel.kind.value


def read_cards(journal: Path) -> Take:
    """Return what times reading all contacts of a journal back from their vCards."""
    data: list[bytes] = []

    def take() -> list[float]:
        if not data:
            data.append("".join(vcards(_cards(journal), is_3=True)).encode())
        return _timed(lambda: read_vcard("cards.vcf", data[0]))

    return take


def vobject_reads(journal: Path, contacts: int) -> Take:
    """Return what times vobject with the same cards."""
    cards = _cards(journal, PEER_CARDS)
    text = "".join(vcards(cards, is_3=True))
    return lambda: _timed(lambda: list(vobject.readComponents(text)), contacts / len(cards))


def write_everything(journal: Path) -> Take:
    """Return what times the whole journal as JSON, from the file to the text."""

    def work() -> None:
        reader = JournalReader.open(journal)
        for _ in reader.everything.parts(datetime.now(UTC), with_off_record=True):
            pass
        reader.close()

    return lambda: _timed(work)


def json_dumps(journal: Path) -> Take:
    """Return what times `json.dumps` of the same data, which it has in memory already."""
    data: list[object] = []

    def take() -> list[float]:
        if not data:
            reader = JournalReader.open(journal)
            parts = reader.everything.parts(datetime.now(UTC), with_off_record=True)
            data.append(json.loads("".join(parts)))
            reader.close()
        return _timed(lambda: json.dumps(data[0], ensure_ascii=False))

    return take


def most_memory(*command: str) -> Take:
    """Return what reads the most memory that a command ever had in use, in bytes."""

    def take() -> list[float]:
        asked = [sys.executable, "-c", _MOST_MEMORY, *command]
        return [float(subprocess.run(asked, capture_output=True, check=True).stdout) * 1024]

    return take
