import json
from pathlib import Path

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.rule_examples import check, check_file

EXAMPLES = Path(__file__).parents[1] / "data" / "rules.json"
GROUPS = ("limitation", "holiday roll", "id_number", "rmb_capital")


@pytest.mark.parametrize("group", GROUPS)
def test_every_worked_example_of_a_group_comes_out(group):
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))["vectors"]
    chosen = [example for example in examples if example["group"] == group]
    report = check(chosen)
    assert (report.differ, report.unknown) == ((), ())
    assert report.checked == len(chosen) > 0


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
