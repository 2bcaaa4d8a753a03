"""The study of the questions runs, and finds what it should: ideas are named, and items tell readers apart."""

from benchmarks import teaching


def test_a_small_study_names_nearly_every_idea_and_finds_no_weak_item():
    found = teaching.study(readers=12)
    assert sum(found.named.values()) >= 0.9 * sum(found.held.values())
    apart = [value for item in found.asked if (value := found.discrimination(item)) is not None]
    assert apart and min(apart) > 0, "an item that those with its idea answer better than the others"
    assert "| M01 |" in teaching.report(found)
