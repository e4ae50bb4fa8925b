"""The keys of the screen Questions, in the order in which the footer shows them."""

from textual.binding import Binding

from iitui.ui.kit.lists.search_box import SearchBox


def _key(keys: str, action: str, words: str, name: str, tooltip: str, *, show: bool = False) -> Binding:
    return Binding(keys, action, words, show=show, id=name, tooltip=tooltip)


KEYS = (
    _key("a", "pick_questions", "Pick", "question.pick", "Pick the question, or drop it again", show=True),
    _key("x,backspace", "drop_questions", "Drop", "plan.drop", "Take it out of the plan", show=True),
    _key("J,shift+down", "move_question(1)", "Later", "plan.later", "Ask it later: move it down", show=True),
    _key("K,shift+up", "move_question(-1)", "Earlier", "plan.earlier", "Ask it earlier: move it up"),
    _key("tab,shift+tab", "switch_list", "Switch", "plan.switch", "Go from the bank to the plan, or back"),
    _key("r", "take_plan", "Plans", "plan.ready", "Take a ready-made plan", show=True),
    _key("t", "choose_interview", "Interview", "plan.interview", "Plan for another interview", show=True),
    _key("n", "add_question", "New", "question.new", "Write a question of your own", show=True),
    _key("e", "edit_question", "Edit", "question.edit", "Reword a question of your own"),
    _key(
        "d",
        "delete_questions",
        "Delete",
        "question.delete",
        "Take questions out of the bank; in the plan, out of the plan",
    ),
    _key(
        "R",
        "restore_bank",
        "Restore",
        "question.restore",
        "Bring back the built-in questions that were taken out of the bank",
    ),
    SearchBox.BINDING,
    _key("c", "choose_category", "Category", "bank.category", "Show one category of questions", show=True),
    _key("f", "next_phase", "Phase", "bank.phase", "Show one phase: open, core, close, all"),
    _key("o", "change_order", "Order", "bank.order", "Headings of phases or of categories"),
    _key("escape", "show_all", "Show all", "bank.all", "Take marks away; show the whole bank again"),
)
