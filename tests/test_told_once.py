"""Told once: units write numbers, figures and questions name them, and a control says itself what it is."""

import ast
import re
from collections.abc import Iterator

import pytest

from pledge_lib.panels import controls, drawn, pasted

WRITERS = ("finance/money.py", "finance/unit.py", "panels/saying.py", "panels/staging.py")  # vocabulary and engine
FILES = ("file", "handle")
CONTROLS = {
    each.__name__
    for module in (controls, drawn, pasted)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, controls.Control)
}


def broken(source: str, path: str = "panels/margin/x.py") -> list[str]:
    """Return each law that a module breaks, with its line."""
    nodes = list(ast.walk(ast.parse(source)))
    kinds = CONTROLS - {alias.asname or alias.name for node in nodes if _is_foreign(node) for alias in node.names}
    return [f"line {line}: {law}" for node in nodes for line, law in _broken_by(node, path, kinds)]


def _is_foreign(node: ast.AST) -> bool:
    """Return whether this imports names from elsewhere than the controls: an answer, too, may be a Choice or a Day."""
    return isinstance(node, ast.ImportFrom) and not str(node.module).startswith("pledge_lib.panels")


def _broken_by(node: ast.AST, path: str, controls: set[str]) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.FunctionDef) and node.name == "_numbers":
        yield node.lineno, "name fields of the result in the text; nothing gathers its numbers"
    if isinstance(node, ast.Attribute) and node.attr == "write" and path not in WRITERS and not _is_file(node.value):
        yield node.lineno, "give the text a quantity, such as PERCENT(ratio); it is written where it is said"
    if isinstance(node, ast.FormattedValue) and node.format_spec and path not in WRITERS and _is_number(node):
        yield node.lineno, "let a unit write the number"
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance" and len(node.args) == 2:
        kinds = {getattr(each, "id", getattr(each, "attr", "")) for each in ast.walk(node.args[1])}
        if kinds & controls:
            yield node.lineno, f"a control says itself what it is: ask it, not whether it is one of {kinds & controls}"


def _is_file(receiver: ast.expr) -> bool:
    named = receiver.func if isinstance(receiver, ast.Call) else receiver
    return ast.unparse(named).rpartition(".")[2].lstrip("_") in FILES


def _is_number(field: ast.FormattedValue) -> bool:
    """Return whether a field is formatted as a reader's number: with separators, per cent or decimals."""
    spec = "".join(part.value for part in field.format_spec.values if isinstance(part, ast.Constant))
    return re.fullmatch(r"[+]?(,|,?[.]\d+f|,?([.]\d+)?%)", spec) is not None


def test_every_module_keeps_the_laws(root):
    house = root / "pledge_lib"
    found = {
        path.relative_to(house).as_posix(): broken(path.read_text(encoding="utf-8"), path.relative_to(house).as_posix())
        for path in sorted(house.rglob("*.py"))
    }
    assert {path: laws for path, laws in found.items() if laws} == {}


@pytest.mark.parametrize(
    "line",
    [
        "def _numbers(result): ...",
        "said = PERCENT.write(ratio)",
        "said = map(MONEY.rounded(0).write, sums)",
        "said = f'{ratio:.0%}'",
        "said = f'{debt:,}'",
        "is_slider = isinstance(control, Slider)",
        "is_set = isinstance(control, controls.Choice)",
    ],
)
def test_a_line_that_breaks_a_law_would_be_found(line):
    assert len(broken(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "file.write(text)",
        "from pledge_lib.course.answer_kinds import Day\nisinstance(asked, Day)",
        "self._file.write(text)",
        "f'{day:%Y%m}'",
        "isinstance(each, Row)",
    ],
)
def test_a_line_that_breaks_none_passes(line):
    assert broken(line) == []
