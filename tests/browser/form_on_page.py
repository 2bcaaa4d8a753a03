"""A question's form in the browser under a keyboard: Tab, arrows, letters, Space and Enter, and nothing else."""

import re

from tests.browser.course_page import eventually

FARTHEST = 60  # presses of Tab until a control counts as out of reach
HAS_FOCUS = "(node) => node === document.activeElement"
HOLDS_FOCUS = "(node) => node.contains(document.activeElement)"
CHOSEN = "(select) => select.selectedOptions[0]?.textContent"
PARAGRAPHS = "(all) => all.map((one) => one.firstChild.textContent)"


class FormOnPage:
    """One form; its controls are found by their accessible names only."""

    def __init__(self, course, question: str):
        self.course, self.question = course, question
        self.keyboard = course.page.keyboard
        begins = course.page.locator("h4", has_text=re.compile(rf"^{re.escape(question)}(?![.\d])"))
        self.root = course.page.locator(".pledge-panel.form").filter(has=begins)
        self.title, self.prompt = self.root.locator("h4"), self.root.locator(".sentence")
        self.feedback = self.root.get_by_role("status")

    def box(self, label: str):
        return self.root.get_by_role("textbox", name=label, exact=True)

    def button(self, label: str):
        return self.root.get_by_role("button", name=label, exact=True)

    def tab_to(self, control):
        """Press Tab from the form's first control on until the focus is on a control."""
        self.root.get_by_role("button").first.focus()
        self._tab_on(control, HAS_FOCUS)

    def _tab_on(self, goal, reached: str):
        for _ in range(FARTHEST):
            if goal.evaluate(reached):
                return
            self.keyboard.press("Tab")
        raise AssertionError(f"{self.question}: Tab does not reach {goal}")

    def type(self, label: str, text: str):
        """Write a text into a box, in place of what is there."""
        self.tab_to(self.box(label))
        self.keyboard.press("Control+a")
        self.keyboard.type(text)

    def press(self, label: str, key: str = "Enter"):
        """Press a button."""
        self.tab_to(self.button(label))
        self.keyboard.press(key)

    def pick(self, group: str, option: str):
        """Choose one of several options with the arrow keys."""
        options = self.root.get_by_role("group", name=group, exact=True)
        self.root.get_by_role("button").first.focus()
        self._tab_on(options, HOLDS_FOCUS)
        self.keyboard.press("Space")
        wanted = options.get_by_role("radio", name=option, exact=True)
        for _ in range(options.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.question}: the arrow keys do not reach {option!r} of {group!r}")

    def choose(self, label: str, option: str):
        """Choose from a list with the arrow keys."""
        listed = self.root.get_by_role("combobox", name=label, exact=True)
        self.tab_to(listed)
        for _ in range(listed.get_by_role("option").count()):
            if listed.evaluate(CHOSEN) == option:
                return
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.question}: the arrow keys do not reach {option!r} of {label!r}")

    def items(self) -> list[str]:
        """Return the things to put in order, as they stand now."""
        return self.root.locator("ol.order li > span").all_text_contents()

    def said(self) -> list[str]:
        """Return the paragraphs of the feedback."""
        return self.feedback.locator("p.said").evaluate_all(PARAGRAPHS)

    def says(self, twin):
        """Wait until prompt and feedback are what the library says, with its buttons to figures and the focus kept."""
        words, where = twin.words, f"{self.question} ({twin.words.language})"
        said = twin.driver.said(words)
        eventually(self.said, [each.text for each in said], f"{where}: the feedback")
        eventually(self.prompt.text_content, twin.driver.sheet(words).prompt, f"{where}: the prompt")
        links = [words("question.see-figure", figure=each.figure) for each in said if each.figure]
        assert self.feedback.get_by_role("button").all_text_contents() == links, f"{where}: the buttons to figures"
        assert self.root.evaluate(HOLDS_FOCUS), f"{where}: the keyboard's focus has left the form"
