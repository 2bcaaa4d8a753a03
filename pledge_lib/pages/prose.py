"""The prose of a lesson as HTML: what Jupyter makes of its Markdown, with formulas that need no script."""

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from pledge_lib.pages.formulas import mathml


class Renderer(IPythonRenderer):
    """Jupyter's own renderer, with MathML in place of formulas that wait for a script."""

    def inline_math(self, body: str) -> str:
        """Return a formula amid a line."""
        return mathml(body)

    def block_math(self, body: str) -> str:
        """Return a formula on a line of its own."""
        return f'<p class="formula">{mathml(body, display=True)}</p>\n'


def html(markdown: str) -> str:
    """Return the HTML of a cell.

    >>> html("A **call** at $R < m$.")
    '<p>A <strong>call</strong> at <math alttext="R &lt; m"><mi>R</mi><mo>&lt;</mo><mi>m</mi></math>.</p>\\n'
    """
    return MarkdownWithMath(renderer=Renderer(escape=False)).render(markdown)
