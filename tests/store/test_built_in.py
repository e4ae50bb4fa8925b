"""What ships with the program: the plain files add up, and a typo in them is caught by name."""

import re
from collections import Counter

import pytest

from iitui.domain.built_in import Computed
from iitui.domain.errors import UnreadableError
from iitui.domain.interviews import Medium
from iitui.domain.questions import Category, Phase
from iitui.store.built_in import (
    load_checklist,
    load_plans,
    load_questions,
    read_checklist,
    read_plans,
    read_questions,
)


def test_the_bank_holds_every_question_of_the_stock():
    assert len(load_questions()) == 15 + 60 - 4  # four of the stock ask what an Oakland topic asks


def test_oaklands_fifteen_topics_come_first():
    assert [question.oakland for question in load_questions()] == [True] * 15 + [False] * 56


def test_slugs_and_texts_are_unique_and_slugs_are_kebab_case():
    questions = load_questions()
    assert len({question.text for question in questions}) == len(questions)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", question.slug) for question in questions)


def test_every_category_and_phase_has_questions():
    questions = load_questions()
    assert {question.category for question in questions} == set(Category)
    assert {question.phase for question in questions} == set(Phase)
    assert min(Counter(question.category for question in questions).values()) >= 4


def test_questions_are_questions_of_a_few_minutes():
    for question in load_questions():
        assert question.text.endswith("?")
        assert len(question.text) <= 130
        assert 1 <= question.minutes <= 4


def test_pay_is_sensitive_and_to_be_looked_up_first():
    pay = next(question for question in load_questions() if question.slug == "beginner-pay")
    assert pay.sensitive
    assert pay.researchable


def test_all_of_pay_hours_and_life_is_sensitive():
    assert all(question.sensitive for question in load_questions() if question.category is Category.LIFE)


def test_each_plan_fills_its_minutes_and_no_more():
    minutes = {question.slug: question.minutes for question in load_questions()}
    for plan in load_plans():
        total = sum(minutes[slug] for slug in plan.questions)
        assert plan.computed or plan.minutes - 4 <= total <= plan.minutes, plan.slug


def test_the_plans_are_those_of_the_craft():
    plans = {plan.slug: plan for plan in load_plans()}
    assert set(plans) == {
        "first-talk",
        "newcomers-view",
        "second-opinion",
        "phone-ten-minutes",
        "oakland-fifteen",
    }
    assert len(plans["first-talk"].questions) == 8
    assert plans["second-opinion"].computed is Computed.UNANSWERED
    assert set(plans["oakland-fifteen"].questions) == {
        question.slug for question in load_questions() if question.oakland
    }


def test_plans_end_with_their_closing_questions():
    phases = {question.slug: question.phase for question in load_questions()}
    order = [Phase.OPEN, Phase.CORE, Phase.CLOSE]
    for plan in load_plans():
        ranks = [order.index(phases[slug]) for slug in plan.questions]
        assert ranks == sorted(ranks), plan.slug


@pytest.mark.parametrize("medium", list(Medium))
def test_each_medium_has_seven_items_the_earliest_first(medium: Medium):
    items = [item for item in load_checklist() if item.applies_to(medium)]
    assert len(items) == 7
    leads = [item.lead_days for item in items]
    assert leads == sorted(leads, reverse=True)


def test_only_a_meeting_in_person_needs_a_route():
    route = next(item for item in load_checklist() if item.slug == "route-and-clothes")
    assert [route.applies_to(medium) for medium in (Medium.IN_PERSON, Medium.PHONE, Medium.VIDEO)] == [
        True,
        False,
        False,
    ]


QUESTION = '[[question]]\nslug = "a"\ntext = "Why?"\ncategory = "path"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[question", "questions.toml is not TOML"),
        (QUESTION.replace('"path"', '"paths"'), "question 1 (a): “category” must be one of “path”"),
        (QUESTION.replace("text", "txt"), "question 1 (a): “text” is missing"),
        (QUESTION.replace("Why?", " "), "question 1 (a): “text” is empty"),
        (QUESTION + "sensitiv = true\n", "question 1 (a): there is no field “sensitiv”"),
        (QUESTION + 'sensitive = "yes"\n', "“sensitive” must be true or false"),
        (QUESTION + "minutes = 2.5\n", "“minutes” must be a whole number"),
        (QUESTION + "minutes = true\n", "“minutes” must be a whole number"),
        (QUESTION + QUESTION, "question 2 (a): “a” appears twice"),
        (QUESTION.replace("question", "qestion"), "questions.toml: there is no field “qestion”"),
        ("question = 1", "“question” must be a list"),
        ("question = [1]", "“question” must be a list of tables"),
    ],
)
def test_a_typo_in_a_question_is_named(text: str, words: str):
    with pytest.raises(UnreadableError, match=re.escape(words)):
        read_questions(text)


PLAN = '[[plan]]\nslug = "p"\nname = "P"\ndescription = "A plan."\nminutes = 5\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PLAN + 'questions = ["a", "b"]', "plan 1 (p): “questions” names “b”, which does not exist"),
        (PLAN + 'questions = ["a", "a"]', "a question is listed twice"),
        (PLAN + "questions = [1]", "“questions” must be a list of texts"),
        (PLAN, "either lists its questions or is computed"),
        (PLAN + 'computed = "magic"', "“computed” must be one of “unanswered”"),
    ],
)
def test_a_typo_in_a_plan_is_named(text: str, words: str):
    with pytest.raises(UnreadableError, match=re.escape(words)):
        read_plans(text, ["a"])


def test_a_typo_in_the_checklist_is_named():
    text = '[[item]]\nslug = "i"\ntext = "Ready"\nlead_days = 1\nmedia = ["fax"]'
    with pytest.raises(UnreadableError, match=r"checklist\.toml, item 1 \(i\): “media” must be one of"):
        read_checklist(text)
