"""What a newcomer meets before the first heading: a figure, a guess, and the way from each lane to its lesson."""

import re
from itertools import takewhile

import pytest

from pledge_lib.course.wording import texts
from pledge_lib.panels.overview.one_shock_lanes import BORROWER, CHAIN, MARGIN, PLEDGE
from tools import notebooks

FIRST = "00_start"
LEADS = {
    PLEDGE: "01_pledging",
    MARGIN: "02_margin_trading",
    BORROWER: "03_securities_lending",
    CHAIN: "04_crypto_collateral",
}


@pytest.mark.parametrize("language", notebooks.LANGUAGES)
def test_each_lane_of_the_first_figure_leads_to_its_lesson(language):
    cells = [cell.source for cell in notebooks.read(FIRST, language).cells]
    before = list(takewhile(lambda text: not text.startswith("## "), cells))
    figure = next(place for place, text in enumerate(before) if 'panel("F0.1"' in text)
    links = dict(re.findall(r"\[(.+?)\]\((\w+)\.ipynb\)", "\n".join(before[figure:])))
    assert links == {texts()[language][f"F0.1.name.{lane}"]: lesson for lane, lesson in LEADS.items()}
