"""Reels of figures that are hard to tell: long models, results that keep what they are of."""

import pytest
from support.power import by_profile

from pledge_lib.course.wording import LANGUAGES
from pledge_lib.pages import edition, reels
from tools.check_site import differences


@pytest.mark.parametrize("figure", by_profile(quick=["F2.4"], full=["F0.3", "F2.4"]))
def test_what_is_worked_out_once_serves_every_language(figure, monkeypatch, tmp_path):
    monkeypatch.setattr(reels, "STOPS", 2)
    monkeypatch.setattr(reels, "STOPS_OF_A_SIMULATION", 2)
    for reel in edition._film(figure):
        edition._kept(reel, tmp_path)
    for language in LANGUAGES:
        assert list(differences(tmp_path, language, figure, every=2)) == []
