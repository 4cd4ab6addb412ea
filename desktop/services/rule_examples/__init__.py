"""Worked examples of the rules: each is computed and compared with what it expects.

The form is a JSON object with ``vectors``: id, group, input, expected. A group or a shape of
input that is not known is listed as such, never passed over. One module an area.
"""

from desktop.services.rule_examples.checking import Difference, RulesReport, check, check_file

__all__ = ["Difference", "RulesReport", "check", "check_file"]
