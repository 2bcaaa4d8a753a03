"""The formulas of the lessons as MathML, which browsers draw by themselves.

Only what the lessons use of TeX is known; anything else is refused when the pages are written, so that no reader meets
a formula that is not drawn.
"""

import re
from collections.abc import Callable
from html import escape
from xml.sax.saxutils import quoteattr

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\{,\}|\d[\d,.]*(?:\{,\}\d+)*(?:\.\d+)?|[^\s]")
SIGNS = {
    r"\times": "×",
    r"\cdot": "⋅",
    r"\to": "→",
    r"\approx": "≈",
    r"\sum": "∑",
    r"\le": "≤",
    r"\ge": "≥",
    r"\leq": "≤",
    r"\geq": "≥",
    r"\ne": "≠",
    r"\pm": "±",
    r"\div": "÷",
    "-": "−",
    "*": "∗",
    r"\{": "{",
    r"\}": "}",
    r"\infty": "∞",
}
NAMES = {r"\lambda": "λ", r"\sigma": "σ", r"\mu": "μ", r"\alpha": "α", r"\beta": "β", r"\Delta": "Δ", r"\tau": "τ"}
FUNCTIONS = {r"\ln": "ln", r"\exp": "exp", r"\min": "min", r"\max": "max", r"\log": "log"}
LITERAL = {r"\%": "%", r"\$": "$", r"\_": "_", r"\&": "&", r"\#": "#"}
BLANKS = {r"\,": "0.17em", r"\;": "0.28em", r"\ ": "0.3em", r"\quad": "1em", r"\!": "0"}
FENCES = "([|])"


def mathml(tex: str, *, display: bool = False) -> str:
    r"""Return a formula as MathML; a command that is not known is a ValueError.

    >>> mathml(r"R = V / D")
    '<math alttext="R = V / D"><mi>R</mi><mo>=</mo><mi>V</mi><mo>/</mo><mi>D</mi></math>'
    """
    tokens = _Tokens(tex)
    body = tokens.row(lambda token: False)
    kind = ' display="block"' if display else ""
    return f"<math{kind} alttext={quoteattr(tex)}>{body}</math>"


class _Tokens:
    """The tokens of one formula, read from the left."""

    def __init__(self, tex: str):
        self.tex, self.waiting = tex, TOKEN.findall(tex)[::-1]

    def row(self, is_end: Callable[[str], bool]) -> str:
        """Read up to an end, which is read too."""
        parts = []
        while self.waiting:
            token = self.waiting.pop()
            if is_end(token):
                return "".join(parts)
            parts.append(self.scripted(self.one(token)))
        return "".join(parts)

    def scripted(self, base: str) -> str:
        """Put what stands below and above at what was read."""
        found = {}
        while self.waiting and self.waiting[-1] in "_^":
            place = self.waiting.pop()
            found[place] = self.one(self.waiting.pop())
        if not found:
            return base
        name = {"_": "msub", "^": "msup", "_^": "msubsup"}["".join(sorted(found, reverse=True))]
        return f"<{name}>{base}{found.get('_', '')}{found.get('^', '')}</{name}>"

    def one(self, token: str) -> str:
        """Return what a token begins."""
        if token == "{":
            return f"<mrow>{self.row('}'.__eq__)}</mrow>"
        if token == r"\frac":
            return f"<mfrac>{self.one(self.waiting.pop())}{self.one(self.waiting.pop())}</mfrac>"
        if token == r"\sqrt":
            return f"<msqrt>{self.one(self.waiting.pop())}</msqrt>"
        if token in (r"\left", r"\right"):
            return f"<mo>{escape(self.waiting.pop())}</mo>"
        if token in (r"\text", r"\mathrm", r"\operatorname"):
            return self.words()
        return self.sign(token)

    def words(self) -> str:
        """Return a piece of upright text."""
        opening = self.waiting.pop()
        parts = []
        while opening == "{" and self.waiting and (token := self.waiting.pop()) != "}":
            parts.append(token)
        return f"<mtext>{escape(''.join(parts))}</mtext>"

    def sign(self, token: str) -> str:
        if token[0].isdigit():
            return f"<mn>{token.replace('{,}', ',')}</mn>"
        if token in NAMES:
            return f"<mi>{NAMES[token]}</mi>"
        if token in FUNCTIONS:
            return f"<mi>{FUNCTIONS[token]}</mi><mo>&#x2061;</mo>"
        if token in LITERAL:
            return f"<mi>{escape(LITERAL[token])}</mi>"
        if token in BLANKS:
            return f'<mspace width="{BLANKS[token]}"/>'
        if token in SIGNS:
            return f"<mo>{SIGNS[token]}</mo>"
        if token[0] == "\\":
            raise ValueError(f"the formula {self.tex!r} has {token}, which the pages do not know yet: add it here")
        if token in FENCES:
            return f'<mo stretchy="false">{token}</mo>'
        return f"<mi>{token}</mi>" if token.isalpha() else f"<mo>{escape(token)}</mo>"
