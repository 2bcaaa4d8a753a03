"""The prose of a lesson as HTML: what Jupyter makes of its Markdown, with formulas that need no script."""

import re

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from pledge_lib.pages.formulas import mathml

NOTEBOOK = re.compile(r"\.ipynb(?=#|$)")


class Renderer(IPythonRenderer):
    """Jupyter's own renderer, with MathML in place of formulas that wait for a script, and pages for notebooks."""

    def inline_math(self, body: str) -> str:
        """Return a formula amid a line."""
        return mathml(body)

    def block_math(self, body: str) -> str:
        """Return a formula on a line of its own."""
        return f'<p class="formula">{mathml(body, display=True)}</p>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; one to a notebook leads to its page."""
        return super().link(text, NOTEBOOK.sub(".html", url), title)

    def table(self, text: str) -> str:
        """Return a table that scrolls by itself where a screen is narrow."""
        return f'<div class="scroll" tabindex="0"><table>\n{text}</table></div>\n'


def html(markdown: str) -> str:
    """Return the HTML of a cell.

    >>> html("A **call** at $R < m$.")
    '<p>A <strong>call</strong> at <math alttext="R &lt; m"><mi>R</mi><mo>&lt;</mo><mi>m</mi></math>.</p>\\n'
    """
    renderer = Renderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(markdown)
