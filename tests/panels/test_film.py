"""A film holds the frames that it was made of, to the last bit, and a panel's films are those of its own steps."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frame_trees import as_json, frames, small_change
from support.live_panels import FIGURES, open_panel

from pledge_lib.finance.checks import InputError
from pledge_lib.panels import figures
from pledge_lib.panels.film import film, played

SWEPT = 33


@given(frames, st.lists(frames, max_size=4))
def test_a_film_plays_the_frames_that_it_was_made_of(start, shown):
    back, about = played(film(shown, start, {"of": "anything"}), start)
    assert as_json(tuple(back)) == as_json(tuple(shown)) and about == {"of": "anything"}


@given(frames.flatmap(lambda frame: st.tuples(st.just(frame), small_change(frame))))
def test_a_film_of_a_small_change_plays_back_and_forth(pair):
    before, after = pair
    back, _ = played(film([after, before, after], before), before)
    assert as_json(tuple(back)) == as_json((after, before, after))


@pytest.mark.parametrize("figure", ["F1.1", "F1.3", "F2.2", "F4.9"])
def test_the_sweep_of_the_lead_is_what_the_panel_shows_at_each_stop(figure):
    panel = open_panel(figure)
    lead = panel._controls[panel.declaration.lead]
    stops, before = lead.stops(SWEPT), panel.frame
    assert panel.declaration.lead and lead.default in stops and len(stops) <= SWEPT + 1
    glances = [panel.glance(lead.key, stop) for stop in stops]
    assert panel.frame is before and panel._now() == before, "a glance moves nothing"
    back, _ = played(film(glances, before), before)
    for stop, frame in list(zip(stops, back, strict=True))[:: len(stops) // 5]:
        panel.set(**{lead.key: stop})
        assert as_json(frame) == as_json(panel.frame), stop


@pytest.mark.parametrize("figure", FIGURES)
def test_every_stop_of_every_control_will_do(figure):
    for control in figures.figure(figure).controls:
        stops = control.stops(SWEPT)
        assert len(set(stops)) == len(stops) <= SWEPT + 1
        for stop in stops:
            assert control.accept(stop) == stop


def test_a_glance_at_what_may_not_be_is_refused_and_moves_nothing():
    panel = open_panel("F1.1")
    with pytest.raises(InputError):
        panel.glance("change", 40)
    assert panel._now() == panel.frame


def test_a_glance_runs_no_simulation_unless_it_is_asked_to():
    panel = open_panel("F3.8")
    lead = panel._controls[panel.declaration.lead]
    stop = next(stop for stop in lead.stops(SWEPT) if stop != lead.default)
    assert panel.glance(lead.key, stop)["job"]["state"] == "older"
    assert panel.glance(lead.key, stop, settled=True)["job"]["state"] == "done"
    assert panel.frame["job"]["state"] == "done" and panel.values[lead.key] == lead.default


def test_a_sweep_packs_well():
    panel = open_panel("F1.1")
    lead = panel._controls["change"]
    made = film([panel.glance("change", stop) for stop in lead.stops(SWEPT)], panel.frame)
    assert len(gzip.compress(made)) < 8_000
