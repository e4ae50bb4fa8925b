"""The keys of the screen Questions, in the order in which the footer shows them."""

from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.search_box import SearchBox

KEYS = (
    bind("a", "pick_questions", "Pick", "question.pick", "Pick the question, or drop it again", show=True),
    bind("x,backspace", "drop_questions", "Drop", "plan.drop", "Take it out of the plan", show=True),
    bind("J,shift+down", "move_question(1)", "Later", "plan.later", "Ask it later: move it down", show=True),
    bind("K,shift+up", "move_question(-1)", "Earlier", "plan.earlier", "Ask it earlier: move it up"),
    bind("tab,shift+tab", "switch_list", "Switch", "plan.switch", "Go from the bank to the plan, or back"),
    bind("r", "take_plan", "Plans", "plan.ready", "Take a ready-made plan", show=True),
    bind("t", "choose_interview", "Interview", "plan.interview", "Plan for another interview", show=True),
    bind("n", "add_question", "New", "question.new", "Write a question of your own", show=True),
    bind("e", "edit_question", "Edit", "question.edit", "Reword a question of your own"),
    bind(
        "d",
        "delete_questions",
        "Delete",
        "question.delete",
        "Take questions out of the bank; in the plan, out of the plan",
    ),
    bind(
        "R",
        "restore_bank",
        "Restore",
        "question.restore",
        "Bring back the built-in questions that were taken out of the bank",
    ),
    SearchBox.BINDING,
    bind("c", "choose_category", "Category", "bank.category", "Show one category of questions", show=True),
    bind("f", "next_phase", "Phase", "bank.phase", "Show one phase: open, core, close, all"),
    bind("o", "change_order", "Order", "bank.order", "Headings of phases or of categories"),
    bind("escape", "show_all", "Show all", "bank.all", "Take marks away; show the whole bank again"),
)
