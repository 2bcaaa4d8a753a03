"""Workbooks recalculated without the program that wrote them: by a small evaluator of ours, and by LibreOffice."""

import math
import re
import shutil
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

OFFICE = shutil.which("soffice")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>"[^"]*")|(?P<call>[A-Z]+)\(|(?P<sheet>'[^']+'!)?"""
    r"""(?P<cell>\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)(?![\w(])|(?P<name>[A-Za-z_]\w*)|(?P<sign>>=|<=|<>|[-+*/&><=(),]))"""
)
FIRST = date(1899, 12, 30)
BINDING = {">": 1, "<": 1, ">=": 1, "<=": 1, "=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}


def serial(day: date) -> int:
    """Return the number by which a spreadsheet knows a day."""
    return (day - FIRST).days


class Book:
    """The cells of a workbook; formulas are worked out anew from the inputs, whatever value is stored beside them."""

    def __init__(self, data: Path):
        with zipfile.ZipFile(data) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        targets = {
            each.get("Id"): each.get("Target")
            for each in ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        }
        files = {sheet.get("name"): targets[sheet.get(RELATION)] for sheet in book.iter(f"{MAIN}sheet")}
        self.files = {sheet: f"xl/{file.removeprefix('/xl/')}" for sheet, file in files.items()}
        self.names = {each.get("name"): each.text for each in book.iter(f"{MAIN}definedName")}
        self.strings = [
            "".join(part.text or "" for part in each.iter(f"{MAIN}t"))
            for each in ElementTree.fromstring(self.parts.get("xl/sharedStrings.xml", b"<none/>"))
        ]
        self.cells, self.formulas = {}, {}
        for sheet, file in self.files.items():
            for cell in ElementTree.fromstring(self.parts[file]).iter(f"{MAIN}c"):
                place = (sheet, cell.get("r"))
                formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
                if formula is not None:
                    self.formulas[place] = formula.text
                if value is not None:
                    self.cells[place] = self._stored(cell.get("t"), value.text or "")
        self.changed: dict[tuple, object] = {}
        self._found: dict[tuple, object] = {}

    def _stored(self, kind: str | None, text: str):
        if kind == "s":
            return self.strings[int(text)]
        if kind == "b":
            return text == "1"
        return text if kind in ("str", "e") or not text else float(text)

    def place(self, name: str) -> tuple[str, str]:
        """Return sheet and cell of a name."""
        sheet, cell = self.names[name].lstrip("=").rsplit("!", 1)
        return sheet.strip("'"), cell.replace("$", "")

    def set(self, name: str, value):
        """Change an input."""
        assert self.place(name) not in self.formulas, f"{name} is a formula"
        self.changed[self.place(name)] = value
        self._found.clear()

    def value(self, name: str):
        """Return what a name stands for, recalculated."""
        return self.at(*self.place(name))

    def at(self, sheet: str, cell: str):
        """Return a cell, recalculated."""
        place = (sheet, cell)
        if place in self.changed:
            return self.changed[place]
        if place not in self.formulas:
            return self.cells.get(place, 0.0)
        if place not in self._found:
            self._found[place] = Reader(self, sheet, self.formulas[place]).whole()
        return self._found[place]

    def many(self, sheet: str, cells: str) -> list:
        """Return the cells of a range of one column."""
        first, last = (re.fullmatch(r"([A-Z]+)(\d+)", end).groups() for end in cells.replace("$", "").split(":"))
        return [self.at(sheet, f"{first[0]}{row}") for row in range(int(first[1]), int(last[1]) + 1)]

    def write(self, path: Path, *, calculated: bool):
        """Write the workbook with the changed inputs: with results as a spreadsheet stores them, or without any."""
        ElementTree.register_namespace("", MAIN.strip("{}"))
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in self.parts.items():
                sheet = next((sheet for sheet, file in self.files.items() if file == name), None)
                archive.writestr(name, data if sheet is None else self._changed_sheet(sheet, data, calculated))

    def _changed_sheet(self, sheet: str, data: bytes, calculated: bool) -> bytes:
        root = ElementTree.fromstring(data)
        for cell in root.iter(f"{MAIN}c"):
            value, place = cell.find(f"{MAIN}v"), (sheet, cell.get("r"))
            if cell.find(f"{MAIN}f") is not None and value is not None:
                cell.attrib.pop("t", None)
                if calculated:
                    found = self.at(*place)
                    value.text = str(found)
                    cell.attrib |= {"t": "str"} if isinstance(found, str) else {}
                else:
                    cell.remove(value)
            elif place in self.changed:
                value.text = str(int(self.changed[place]) if cell.get("t") == "b" else self.changed[place])
        return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


class Reader:
    """One formula, read from left to right."""

    def __init__(self, book: Book, sheet: str, formula: str):
        self.book, self.sheet, self.formula = book, sheet, formula
        self.tokens, place = [], 0
        while place < len(formula):
            match = TOKEN.match(formula, place)
            assert match, f"cannot read {formula[place:]!r} of {formula!r}"
            self.tokens.append((match.lastgroup if match.lastgroup != "sheet" else "cell", match))
            place = match.end()
        self.next = 0

    def whole(self):
        value = self.expression(0)
        assert self.next == len(self.tokens), f"{self.formula!r} goes on after its end"
        return value

    def sign(self) -> str | None:
        if self.next < len(self.tokens) and self.tokens[self.next][0] == "sign":
            return self.tokens[self.next][1]["sign"]
        return None

    def expression(self, floor: int):
        left = self.one()
        while (sign := self.sign()) in BINDING and BINDING[sign] > floor:
            self.next += 1
            right = self.expression(BINDING[sign])
            left = self.joined(sign, left, right)
        return left

    def joined(self, sign: str, left, right):
        if sign == "&":
            return f"{_text(left)}{_text(right)}"
        return {
            "+": lambda: left + right,
            "-": lambda: left - right,
            "*": lambda: left * right,
            "/": lambda: left / right,
            ">": lambda: left > right,
            "<": lambda: left < right,
            ">=": lambda: left >= right,
            "<=": lambda: left <= right,
            "=": lambda: left == right,
        }[sign]()

    def one(self):
        kind, match = self.tokens[self.next]
        self.next += 1
        if kind == "number":
            return float(match["number"])
        if kind == "text":
            return match["text"].strip('"')
        if kind == "name":
            return self.named(match["name"])
        if kind == "cell":
            sheet = (match["sheet"] or f"'{self.sheet}'!").strip("'!")
            cells = match["cell"].replace("$", "")
            return self.book.many(sheet, cells) if ":" in cells else self.book.at(sheet, cells)
        if kind == "call":
            return self.called(match["call"])
        assert match["sign"] in ("(", "-"), f"cannot read {self.formula!r}"
        if match["sign"] == "-":
            return -self.expression(BINDING["*"])
        value = self.expression(0)
        self.next += 1
        return value

    def named(self, name: str):
        sheet, cells = self.book.place(name)
        return self.book.many(sheet, cells) if ":" in cells else self.book.at(sheet, cells)

    def called(self, function: str):
        given = []
        while self.sign() != ")":
            given.append(self.expression(0))
            if self.sign() == ",":
                self.next += 1
        self.next += 1
        return FUNCTIONS[function](*given)


def _text(value) -> str:
    return (
        f"{value:g}"
        if isinstance(value, float) and value != int(value)
        else str(int(value))
        if isinstance(value, int | float)
        else value
    )


def _half_up(number, places):
    scale = 10 ** int(places)
    return math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number)


def _day(number) -> date:
    return FIRST + timedelta(days=int(number))


def _date(year, month, day):
    months = int(year) * 12 + int(month) - 1
    return float(serial(date(months // 12, months % 12 + 1, 1)) + day - 1)


def _workday(start, days, closed):
    day, closed = _day(start), {_day(each) for each in closed}
    for _ in range(int(days)):
        day += timedelta(days=1)
        while day.weekday() > 4 or day in closed:
            day += timedelta(days=1)
    return float(serial(day))


def _sumifs(amounts, *rules):
    found = 0.0
    for place, amount in enumerate(amounts):
        tests = zip(rules[::2], rules[1::2], strict=True)
        found += amount * all(_holds(values[place], wanted) for values, wanted in tests)
    return found


def _holds(value, wanted: str) -> bool:
    sign, number = re.fullmatch(r"(>=|<=|>|<)(.+)", wanted).groups()
    number = float(number)
    return {">=": value >= number, "<=": value <= number, ">": value > number, "<": value < number}[sign]


FUNCTIONS = {
    "IF": lambda condition, yes, no: yes if condition else no,
    "MAX": max,
    "MIN": min,
    "SUM": sum,
    "INT": math.floor,
    "ROUND": _half_up,
    "DATE": _date,
    "YEAR": lambda day: float(_day(day).year),
    "MONTH": lambda day: float(_day(day).month),
    "WORKDAY": _workday,
    "SUMIFS": _sumifs,
}


def recalculated_by_office(book: Book, folder: Path) -> Book:
    """Return the workbook as LibreOffice calculates it from the inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    asked, answered = folder / "asked.xlsx", folder / "answered"
    book.write(asked, calculated=False)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(answered), str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    found = Book(answered / "asked.xlsx")
    found.formulas = {}  # what it stored is what it calculated
    return found
