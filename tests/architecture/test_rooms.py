"""The rooms of the house: what must and must not exist."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))


def test_packaging_has_no_init_file_because_it_would_hide_a_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_module_and_public_class_says_what_it_is():
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
        silent += [
            f"{path.relative_to(ROOT)}: {getattr(node, 'name', 'module')}"
            for node in nodes
            if not getattr(node, "name", "").startswith("_") and not ast.get_docstring(node)
        ]
    assert silent == []


def test_money_is_never_a_float_in_domain_services_and_storage():
    floats = []
    for path in SOURCES:
        if path.relative_to(ROOT).parts[1] not in ("domain", "services", "storage"):
            continue
        if path.name == "page.py":
            continue  # lengths on paper are no money
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_name = isinstance(node, ast.Name) and node.id == "float"
            is_constant = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if is_name or is_constant:
                floats.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert floats == []


def test_no_module_is_a_catch_all():
    forbidden = {"utils", "helpers", "common", "manager", "misc"}
    assert [path for path in SOURCES if path.stem in forbidden] == []


def test_no_module_has_grown_past_400_lines():
    long = {
        f"{path.relative_to(ROOT)}": len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES
    }
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_the_window_reads_through_services_alone():
    """A page that opened the store itself would pass by permissions and masks."""
    opening = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT).parts[1] == "ui"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("read", "write")
        and ast.unparse(node.value).endswith("store")
    ]
    assert opening == []
