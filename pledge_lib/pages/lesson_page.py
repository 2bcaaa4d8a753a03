"""The body of a lesson's page: the notebook's prose, figures in place, questions as text, code folded."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape

from pledge_lib.course.bank import Bank, bank
from pledge_lib.course.predict import Prediction
from pledge_lib.course.questions import Question
from pledge_lib.pages import guesses, prose
from pledge_lib.pages.askable import ASKABLE, driver, unkept
from pledge_lib.pages.cases import SEED, Start, at_example, of_prediction
from pledge_lib.pages.notebooks import Cell, Notebook
from pledge_lib.pages.twin_timing import COVER
from pledge_lib.panels.asked import Driver, Input
from pledge_lib.panels.words import Words

OWN_RECORD = ("record", "progress", "export_record", "erase_record", "environment", "done", "opening", "review")
OWN = re.compile(rf"lesson\.({'|'.join(OWN_RECORD)}|my_position)\b")  # in code
IN_CODE = ("", "check", "hint", "solution")  # what a lesson shows as code


class LessonPage:
    """Writes one lesson in one language; `place` gives the HTML that a figure comes alive in.

    `say` speaks the texts of the pages, `words` those of the course.
    """

    def __init__(self, notebook: Notebook, words: Words, say: Words, place: Callable[[str, Start, bool], str]):
        self.notebook, self.words, self.say, self.place = notebook, words, say, place
        self.shown: list[str] = []  # the figures that have their own place on the page
        self._open = {cell.call[1] for cell in notebook.cells if cell.call[0] == "panel"}

    def body(self) -> str:
        """Return the HTML of all cells; what is read after a guess is folded under its heading."""
        return "\n".join(self._parts())

    def _parts(self) -> Iterator[str]:
        asked, is_folded = "", False
        for cell in self.notebook.cells:
            if is_folded and cell.heading:
                yield "</details>"
                is_folded = False
            if COVER in cell.tags:
                yield f'<details class="after-guess" data-after="{asked}"><summary>{escape(cell.heading)}</summary>'
                is_folded = True
            else:
                yield from self._written(cell)
            asked = cell.call[1] if cell.call[0] == "predict" else asked
        if is_folded:
            yield "</details>"

    def _written(self, cell: Cell) -> Iterator[str]:
        verb, asked, example = cell.call
        if cell.kind == "markdown":
            yield prose.html(cell.text)
        elif verb == "panel":
            yield self._figure(asked, at_example(asked, example))
        elif verb == "sentence":
            yield f"<p>{escape(self._said(cell))}</p>"
        elif verb in OWN_RECORD or (verb == "" and OWN.search(cell.text)):
            yield f'<p class="aside">{escape(self.say("page.own-record"))}</p>'
        elif verb in ASKABLE:
            told = f' data-question="{verb} {asked}" data-lesson="{self.notebook.name}"'
            yield self._question(driver(verb, asked, self.notebook.name), told)
        elif verb == "predict":
            question = self._bank.questions[asked]
            yield self._question(Prediction(question, unkept, seed=SEED), "")
            yield self._covered(question)
        elif verb not in IN_CODE and any("text/markdown" in output for output in cell.outputs):
            yield from (prose.html(output["text/markdown"]) for output in cell.outputs if "text/markdown" in output)
        elif verb not in IN_CODE:
            yield from (self._as_text(output["text/plain"]) for output in cell.outputs if "text/plain" in output)
        else:
            yield self._code(cell)

    def _figure(self, figure: str, start: Start) -> str:
        if figure in self.shown:
            return f'<p><a href="#{figure}">{escape(self.say("page.covered", figure=figure))}</a></p>'
        self.shown.append(figure)
        return self.place(figure, start, True)

    def _covered(self, asked: Question) -> str:
        """Return the figure of a prediction, folded; it is the figure's own place where the page has no other."""
        is_home = asked.figure not in self._open and asked.figure not in self.shown
        if is_home:
            self.shown.append(asked.figure)
        title = f"{self.say('page.guess')}: {self.say('page.covered', figure=asked.figure)}"
        told = json.dumps(guesses.told(asked, self.words.language), ensure_ascii=False).replace("<", "\\u003c")
        return (
            f'<details class="covered"><summary>{escape(title)}</summary>\n'
            f'<script type="application/json">{told}</script>\n'
            f"{self.place(asked.figure, of_prediction(asked), is_home)}\n</details>"
        )

    @property
    def _bank(self) -> Bank:
        return bank(self.notebook.name)

    def _said(self, cell: Cell) -> str:
        """Return what a cell said when the notebook was made."""
        return "\n".join(output.get("text/plain", "").strip() for output in cell.outputs)

    def _as_text(self, shown: str) -> str:
        """Return a form of another kind as the notebook keeps it: its title and its lines."""
        title, *lines = shown.strip().splitlines()
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        note = f'<p class="aside">{escape(self.say("page.only-there"))}</p>'
        opening = f'<section class="question" aria-label="{escape(title)}">'
        return f"{opening}<h4>{escape(title)}</h4>{body}{note}</section>"

    def _question(self, driver: Driver, told: str) -> str:
        sheet = driver.sheet(self.words)
        prompt = "".join(f"<p>{escape(line)}</p>" for line in sheet.prompt.splitlines())
        inputs = "".join(self._input(each) for each in sheet.inputs if each.kind not in ("select", "scale"))
        note = f'<p class="aside">{escape(self.say("page.only-there"))}</p>'
        head = f"<h4>{escape(sheet.title)}</h4>"
        opening = f'<section class="question"{told} aria-label="{escape(sheet.title)}">'
        return f"{opening}{head}{prompt}{inputs}{note}</section>"

    def _input(self, asked: Input) -> str:
        parts = [f"<li>{escape(label)}</li>" for _, label in (*asked.rows, *asked.options) if label]
        label = f"<p>{escape(asked.label)}</p>" if parts else ""
        return f"{label}<ul>{''.join(parts)}</ul>" if parts else ""

    def _code(self, cell: Cell) -> str:
        summary = escape(self.say("page.code"))
        shown = f"<details><summary>{summary}</summary><pre><code>{escape(cell.text)}</code></pre></details>"
        results = "".join(self._result(output) for output in cell.outputs)
        return f'<div class="code">{shown}{results}</div>'

    def _result(self, output) -> str:
        if "text/markdown" in output:
            return prose.html(output["text/markdown"])
        text = escape(output.get("text/plain", "").rstrip())
        return f'<pre class="result" tabindex="0">{text}</pre>' if text else ""
