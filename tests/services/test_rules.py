import json
from pathlib import Path

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.rule_examples import RulesReport, check, check_file

EXAMPLES = Path(__file__).parents[1] / "data" / "rules.json"
EXAMPLES_READ = json.loads(EXAMPLES.read_text(encoding="utf-8"))["vectors"]
GROUPS = sorted({each["group"] for each in EXAMPLES_READ})


@pytest.mark.parametrize("group", GROUPS)
def test_every_worked_example_of_a_group_comes_out(group):
    chosen = [example for example in EXAMPLES_READ if example["group"] == group]
    report = check(chosen)
    assert (report.differ, report.unknown) == ((), ())
    assert report.checked == len(chosen) > 0


@pytest.mark.parametrize(
    ("group", "given", "expected"),
    [
        (
            "classification",
            {"observation_start": "2024-02-29", "second_payment": "2024-09-30"},
            {"observation_end_not_before": "2025-02-28"},
        ),
        (
            "classification",
            {"observation_start": "2020-03-31"},
            {"observation_end_not_before": "2020-09-30"},
        ),
        (
            "provision",
            {"amounts": {"次级": "340.00", "损失": "5700.00"}, "as_of": "2026-01-01"},
            {"provision": "5785.00"},
        ),
        (
            "provision",
            {"five_class": "可疑", "as_of": "2026-01-01"},
            {"low_pct": "40.00", "high_pct": "60.00"},
        ),
        (
            "interest",
            {"judgment_sum": "10000.00", "from_": "2024-01-01", "to": "2024-01-11"},
            {"days": 10, "interest": "17.50"},
        ),
    ],
)
def test_an_example_that_names_no_rate_is_computed_by_the_tables(group, given, expected):
    example = {"id": "T-1", "group": group, "input": given, "expected": expected}
    assert check([example]) == RulesReport(1, (), ())


def test_a_wrong_expectation_is_reported_with_what_was_computed():
    example = {
        "id": "X-1",
        "group": "limitation",
        "input": {"due_date": "2018-06-30", "events": [], "as_of": "2021-07-01"},
        "expected": {"last_day": "2021-07-01"},
    }
    report = check([example])
    assert report.differ[0].computed == {"last_day": "2021-06-30"}


def test_an_unknown_group_or_event_is_listed_and_never_passed_over():
    unknown_group = {"id": "U-1", "group": "astrology", "input": {}, "expected": {}}
    unknown_event = {
        "id": "U-2",
        "group": "limitation",
        "input": {
            "due_date": "2018-06-30",
            "events": [{"date": "2019-01-01", "type": "dreamt"}],
            "as_of": "2020-01-01",
        },
        "expected": {},
    }
    report = check([unknown_group, unknown_event])
    assert (report.checked, report.unknown) == (0, ("U-1", "U-2"))


def test_a_file_that_is_no_examples_says_so(tmp_path):
    path = tmp_path / "not.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ExpectedFailure, match="examples_unreadable"):
        check_file(path)


def unreadable(**change):
    example = {
        "id": "U-3",
        "group": "classification",
        "input": {"due_date": "2024-01-01", "as_of": "2024-04-01", "flags": []},
        "expected": {"at_least": "次级"},
    }
    return example | change


@pytest.mark.parametrize(
    "example",
    [
        "no example",
        unreadable(input=None),
        unreadable(input={"flags": []}),
        unreadable(input={"flags": 7, "due_date": "2024-01-01", "as_of": "2024-04-01"}),
        unreadable(expected=None),
        unreadable(group=["classification"]),
        unreadable(group="relief checks"),
        unreadable(group="contact_hours", input={"t": "22:30", "consent": "yes"}),
        unreadable(group="rmb_capital", input={"amount": "1.005"}),
        unreadable(group="rmb_capital", input={"amount": "one"}),
        unreadable(group="extension", input={"original_months": "12", "extension_months": 1}),
    ],
)
def test_an_unreadable_example_is_listed_and_ends_nothing(example):
    report = check([example, unreadable()])
    assert (report.checked, len(report.unknown), report.differ) == (1, 1, ())


def test_a_broken_rule_answers_with_its_code():
    example = unreadable(group="extension", input={"original_months": 0, "extension_months": 1})
    assert check([example]).differ[0].computed["error"] == "term_not_positive"


def test_a_key_of_the_answer_may_carry_the_instalment():
    example = {
        "id": "K-1",
        "group": "instalment schedule",
        "input": {"paid_total": "18000.00", "start_balance": "47000.00"},
        "expected": {"instalments_paid_at_2000": 9},
    }
    assert check([example]).differ == ()


@pytest.mark.parametrize("example", EXAMPLES_READ, ids=lambda example: example["id"])
def test_no_missing_or_wrong_value_of_an_example_ends_the_check(example):
    given = example["input"]
    damaged = [
        example | {"input": {name: given[name] for name in given if name != key}} for key in given
    ]
    damaged += [
        example | {"input": given | {key: wrong}} for key in given for wrong in (None, [], -1, "x")
    ]
    report = check(damaged)
    assert report.checked + len(report.unknown) == len(damaged)
