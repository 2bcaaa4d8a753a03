"""What stands for all places of the lead is what a hand meets: on the axis, not on a range that only typing reaches."""

import pytest
from support.live_panels import open_panel

# the box takes many times what the axis shows: sums, sessions of three years, days of one run among many
FAR_BEYOND = ("F1.4", "F2.5", "F2.7", "F2.2", "F2.9", "F2.10")
WITHIN = ("F1.1", "F5.1")  # its two ends lie on the axis; no track
SESSIONS = {"F1.3": 21, "F2.4": 4}  # of the log that opens


@pytest.mark.parametrize("figure", FAR_BEYOND)
def test_the_places_of_the_lead_lie_on_the_axis(figure):
    panel = open_panel(figure, "en")
    lead, ends = panel.declaration.lead, panel.frame["ranges"]["xaxis"]
    stops = panel.stops(lead, 8)
    assert len(stops) >= 8
    places = [panel.glance(lead, stop)["stage"]["labels"]["now"]["x"] for stop in stops]
    assert ends[0] <= min(places) and max(places) <= ends[1]
    assert max(places) - min(places) > 0.6 * (ends[1] - ends[0])


@pytest.mark.parametrize("figure", WITHIN)
def test_a_lead_as_long_as_its_axis_is_taken_from_end_to_end(figure):
    panel = open_panel(figure, "en")
    (lead,) = (control for control in panel.declaration.controls if control.key == panel.declaration.lead)
    assert panel.stops(lead.key, 8) == lead.stops(8)


@pytest.mark.parametrize(("figure", "count"), SESSIONS.items())
def test_a_hand_meets_each_day_of_a_log_and_none_after_it(figure, count):
    panel = open_panel(figure, "en")
    low, high = panel.frame["ranges"]["xaxis"]
    assert panel.stops("today", 33) == tuple(range(count))
    assert len({place for place in panel.frame["stage"]["track"] if low <= place <= high}) == count


def test_an_axis_that_follows_the_case_takes_its_places_along():
    panel = open_panel("F2.5", "en")
    panel.set(debt=600_000, collateral=750_000)
    assert min(panel.stops("collateral", 8)) >= 550_000


def test_room_is_kept_for_the_sentence_that_only_the_axis_leads_to():
    panel = open_panel("F2.5", "en")  # no call beside the opening's call
    kept = max(map(len, panel.frame["room"]["sentence"]))
    assert all(
        len(panel.glance("collateral", value)["sentence"]) <= kept + 2 for value in range(55_000, 106_000, 5_000)
    )
