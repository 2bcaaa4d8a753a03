"""One form alone on a page of a browser, without a kernel: what the hand does goes to the driver in this process."""

from support.figure_alone import FigurePage

from pledge_lib.course.wording import texts
from pledge_lib.panels.asked import Driver, FormCore


class FormPage(FigurePage):
    """A page with one form on it, so many pixels wide."""

    SCRIPT, DRESS, ROOT = "form.js", "form.css", ".form"

    def __init__(self, browser, driver: Driver, language: str, *, width: int = 918, theme: str = "light"):
        self._open(browser, FormCore(driver, texts(), language), width, theme)
