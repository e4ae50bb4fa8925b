"""The ten commonest errands and the keys of each: one table, for the test that presses them and README."""

from typing import NamedTuple


class Text(NamedTuple):
    """What the user types on the way, which counts as one text and not as keys.

    Attributes:
        said: what it is, as the table calls it.
        typed: an example, which the test types.
    """

    said: str
    typed: str


class Errand(NamedTuple):
    """Something that is done again and again.

    Attributes:
        what: what it is.
        keys: what is pressed and typed, beginning on Today in an app that was just started.
        then: more about it, for the table.
    """

    what: str
    keys: tuple[str | Text, ...]
    then: str = ""

    @property
    def key_count(self) -> int:
        """How many keys it takes; a text is none."""
        return sum(isinstance(key, str) for key in self.keys)

    def in_words(self) -> str:
        """Return the keys for the table, with a plus before each text."""
        return " ".join(f"+ {key.said}" if isinstance(key, Text) else f"`{key}`" for key in self.keys)


OVERDUE = Errand("check overdue thank-yous", ("5",), "the cursor is on the latest one")
BRIEF = Errand("open the next brief", ("b",))
ADD = Errand("add a person", ("a", Text("a line", "Ada Byrne, Midwife, Mercy"), "enter"))
LOG = Errand("log that I wrote to someone", ("l", "m"), "in their line; `/` finds anyone else")
PLAN = Errand(
    "plan an interview",
    ("i", Text("with whom", "Ada Byrne"), "enter", Text("when", "next tue 2pm"), "ctrl+s"),
    "in their line the name stands there already",
)
QUESTIONS = Errand("pick eight questions from a plan", ("4", "r", "enter"))
FIND = Errand("find someone", ("/", Text("a name", "Byrne"), "enter"))
OCCUPATION = Errand("see what an occupation looks like", ("6", "enter"))
THANKS = Errand(
    "settle a thank-you with its letter",
    ("5", "w", "enter", Text("what it changed for you", "I will ask that from now on."), "esc", "x"),
    "`enter` puts in what you noted; `x` alone if you have sent another",
)
ANSWER = Errand("note an answer", ("s", Text("the answer", "Mostly by chance.")), "when an interview begins")

ERRANDS = (OVERDUE, BRIEF, ADD, LOG, PLAN, QUESTIONS, ANSWER, THANKS, FIND, OCCUPATION)


def errands_table() -> str:
    """Return the errands as a table in Markdown."""
    rows = [f"| {one.what} | {one.in_words()} | {one.key_count} | {one.then} |" for one in ERRANDS]
    return "\n".join(["| errand | keys, from Today | how many | |", "| --- | --- | ---: | --- |", *rows, ""])
