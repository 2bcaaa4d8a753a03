"""Formulas as MathML."""

import re

import pytest

from pledge_lib.course.wording import LANGUAGES
from pledge_lib.pages.formulas import mathml
from pledge_lib.pages.notebooks import notebooks
from pledge_lib.pages.prose import html

BODY = re.compile(r"<math[^>]*>(.*)</math>")


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        (r"1{,}250{,}000", "<mn>1,250,000</mn>"),
        (r"22\%", "<mn>22</mn><mi>%</mi>"),
        (r"\frac{m}{R_0}", "<mfrac><mrow><mi>m</mi></mrow><mrow><msub><mi>R</mi><mn>0</mn></msub></mrow></mfrac>"),
        (r"P^* - 1", "<msup><mi>P</mi><mo>∗</mo></msup><mo>−</mo><mn>1</mn>"),
        (r"x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
        (r"a < b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\left( D \right)", "<mo>(</mo><mi>D</mi><mo>)</mo>"),
    ],
)
def test_a_formula_is_drawn(tex, drawn):
    assert BODY.match(mathml(tex))[1] == drawn


def test_what_is_not_known_is_refused_and_named():
    with pytest.raises(ValueError, match="widehat"):
        mathml(r"\widehat{x}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_of_the_lessons_is_drawn(language):
    cells = [cell.text for book in notebooks(language).values() for cell in book.cells if cell.kind == "markdown"]
    drawn = sum(html(text).count("<math") for text in cells)
    assert drawn > 50
