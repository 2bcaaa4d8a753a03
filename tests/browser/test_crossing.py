"""Crossing the line is an event: shape, word and colour change in one frame, and the line flashes once.

A figure alone on a page, without a kernel. So are two things of its head: the list of examples shows which one stands
on the screen, and Escape leaves a projector.
"""

import pytest
from support.figure_alone import FigurePage
from support.screen_faults import places

pytestmark = pytest.mark.browser

# over its line, by the share of the lead that is still safe and the one that is called
CROSSED = {"F1.1": (0.8, 0.1), "F2.1": (0.6, 0.1), "F4.1": (0.8, 0.1)}
# what is seen of the state at each frame of the screen, and each beginning of a flash
WATCH = """(root) => {
  window.seen = [];
  window.begun = [];
  root.addEventListener("animationstart", ({ animationName }) => begun.push(animationName));
  const look = () => {
    const chip = root.querySelector(".chip:not(.room)"), dot = root.querySelector(".stage .tag.strong");
    const now = [chip.dataset.tone, chip.textContent, chip.querySelector("svg")?.outerHTML, dot.dataset.tone,
      getComputedStyle(chip).color, getComputedStyle(root.querySelector(".tile.first .num")).color,
      root.querySelector(".lead").dataset.tone, getComputedStyle(dot).color].join();
    if (seen.at(-1) !== now) seen.push(now);
    requestAnimationFrame(look);
  };
  look();
}"""

INTO_A_SHADOW = """(root) => {
  const host = document.createElement("div");
  root.replaceWith(host);
  host.attachShadow({ mode: "open" }).append(root);
}"""
OUTLINE = "(chip) => getComputedStyle(chip).outlineStyle"


@pytest.mark.parametrize("figure", CROSSED)
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_shape_word_and_colour_change_in_one_frame_and_the_line_flashes_once(browser, figure, motion):
    shown = FigurePage(browser, figure, "en", width=918)
    safe, called = CROSSED[figure]
    try:
        shown.page.emulate_media(reduced_motion=motion)
        shown.lead_to(safe)
        before = shown.root.locator(".chip:not(.room)").get_attribute("data-tone")
        shown.root.evaluate(WATCH)
        shown.lead_to(called)
        after = shown.root.locator(".chip:not(.room)").get_attribute("data-tone")
        assert before in ("safe", "near") and after in ("called", "sold")
        assert len(shown.page.evaluate("seen")) == 2, "one state, then the other, and none between"
        if motion == "reduce":
            assert shown.page.evaluate("begun") == []
            assert shown.root.locator(".chip:not(.room)").evaluate(OUTLINE) == "solid"
        else:
            assert sorted(shown.page.evaluate("begun")) == ["pledge-pop", "pledge-pulse"]
        shown.lead_to(called / 2)
        assert len(shown.page.evaluate("begun")) == (0 if motion == "reduce" else 2), "only at the step over the line"
        shown.lead_to(safe)
        assert shown.root.locator(".chip:not(.room)").evaluate(OUTLINE) == "none", "a state that is gone"
    finally:
        shown.close()


def test_the_list_of_examples_shows_the_one_that_stands_there(browser):
    shown = FigurePage(browser, "F1.1", "zh_TW", width=918)
    try:
        examples = shown.page.locator(".examples")
        for leave in (lambda: shown.lead_to(0.3), shown.reset):
            shown.choose(1)
            assert examples.input_value() == "1"
            leave()
            assert examples.input_value() == ""
    finally:
        shown.close()


def test_escape_or_the_browser_leaves_a_projector_and_all_is_as_before(browser):
    shown = FigurePage(browser, "F1.1", "zh_TW", width=918)
    try:
        button, stood = shown.page.locator(".present"), _standing(shown)
        assert stood["pressed"] == "false" and stood["second"] is None
        for leave in (
            lambda: shown.page.locator(".lead > input[type=range]").press("Escape"),
            lambda: shown.page.evaluate("document.exitFullscreen()"),  # as the browser's own Escape, or its own button
        ):
            button.click()
            shown.page.wait_for_function("document.fullscreenElement?.matches('.projector')")
            shown.resize(918)  # until it is drawn
            there = _standing(shown)
            assert there["pressed"] == "true" and there["second"] and there["places"] != stood["places"]
            leave()
            shown.page.wait_for_function("!document.fullscreenElement")
            shown.resize(918)
            assert _standing(shown) == stood
        shown.root.evaluate(INTO_A_SHADOW)
        button.click()
        shown.page.wait_for_timeout(300)
        assert "projector" in shown.root.get_attribute("class"), "a figure in a shadow, too, takes the whole screen"
    finally:
        shown.close()


def _standing(shown) -> dict:
    """Return how a figure stands: its parts, its name, and what the button of the projector says."""
    button = shown.page.locator(".present")
    return {
        "places": places(shown),
        "class": shown.root.get_attribute("class"),
        "word": button.get_attribute("aria-label"),
        "pressed": button.get_attribute("aria-pressed"),
        "second": shown.panel.frame["second"],
    }
