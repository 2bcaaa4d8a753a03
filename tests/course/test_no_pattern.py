"""No fixed rule of guessing finds the keys: neither a place on the form nor the length of an option.

The statistic: over all items, what a rule scores lies within 1.96 standard deviations of what chance scores, the sum
of one over the number of options; for places, which are drawn for a class of forty, within 3. Where several options
tie for the longest, the rule scores its share of them.

Fact checks are held to the same. How often each verdict occurs is the articles' own doing, so what each claim offers
beside its own verdict is chosen for it: of three, neither a place, nor a verdict wherever it is offered, nor the length
of a verdict's words or of the claim scores beyond 1.96 standard deviations.
"""

import re
from collections import Counter
from itertools import permutations
from math import comb, sqrt
from statistics import median

import pytest
from support.answers import BANKS, CLAIMS, QUESTIONS

from pledge_lib import datasets
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.words import Words
from tools import notebooks

SIGMAS, SIGMAS_OF_A_CLASS = 1.96, 3
CLASS = [f"2026-{seat}" for seat in range(40)]
PLACES = {"first": 0, "second": 1, "last": -1}
FORM = {"longest": max, "shortest": min}
OFFERED = 3  # verdicts that a claim can be given
BEYOND_CHANCE = 0.025  # the tail above 1.96 standard deviations; a few claims need it exactly
FACT_CHECK = re.compile(r'lesson\.factcheck\("([^"]+)"\)')
# whether a question gives options, reasons or an order is the same in every variant, so the others need none drawn
FIRST = {id: variant(question) for id, question in QUESTIONS.items()}
CHOSEN = [question for id, question in QUESTIONS.items() if FIRST[id].explains_options or question.reasons]
ORDERED = [
    question
    for id, question in QUESTIONS.items()
    if any(field.kind.name == "order" for field in FIRST[id].asked.values())
]


def items(seed=None):
    """Yield every list to choose one from: its question, the group of its texts, its keys as shown, the right key."""
    for question in CHOSEN:
        asked = variant(question, seed)
        if asked.explains_options:
            [field] = asked.asked.values()
            yield asked, "option", field.kind.options, field.right
        if question.reasons:
            yield asked, "reason", asked.reasons, question.reason


def within_chance(scores, chances, sigmas=SIGMAS) -> bool:
    spread = sqrt(sum(chance * (1 - chance) for chance in chances))
    return abs(sum(scores) - sum(chances)) <= sigmas * spread


@pytest.fixture(scope="module")
def class_of_readers():
    return [[(asked.question.id, group, keys, right) for asked, group, keys, right in items(seed)] for seed in CLASS]


@pytest.mark.parametrize("place", PLACES)
def test_a_place_on_the_form_finds_no_more_keys_than_chance(class_of_readers, place):
    shown = [each for reader in class_of_readers for each in reader]
    scores = [keys[PLACES[place]] == right for _, _, keys, right in shown]
    assert within_chance(scores, [1 / len(keys) for _, _, keys, _ in shown], SIGMAS_OF_A_CLASS)


def test_every_key_stands_in_every_place_for_some_reader(class_of_readers):
    places = {}
    for id, group, keys, right in (each for reader in class_of_readers for each in reader):
        places.setdefault((id, group, len(keys)), set()).add(keys.index(right))
    assert [item for item, seen in places.items() if len(seen) < item[2]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", ["option", "reason"])
@pytest.mark.parametrize("rule", FORM)
def test_the_length_of_an_option_finds_no_more_keys_than_chance(rule, group, language):
    scores, chances = [], []
    for asked, of_group, keys, right in items():
        if of_group == group:
            lengths = lengths_of(asked, group, keys, language)
            best = FORM[rule](lengths.values())
            tied = [key for key in keys if lengths[key] == best]
            scores.append((right in tied) / len(tied))
            chances.append(1 / len(keys))
    assert within_chance(scores, chances), f"the {rule} of {len(chances)} is right in {sum(scores):.1f}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_right_option_stands_out_by_its_length(language):
    apart = []
    for asked, group, keys, right in items():
        lengths = lengths_of(asked, group, keys, language)
        longest = max(length for key, length in lengths.items() if key != right)
        if lengths[right] > max(1.5 * longest, longest + 8):
            apart.append((asked.question.id, group))
    assert apart == []


def lengths_of(asked, group, keys, language):
    words = Words(language, texts()[language])
    return {key: len(words(f"{asked.question.id}.{group}.{key}", **asked.numbers)) for key in keys}


def test_the_order_of_options_stays_for_one_reader_and_is_one_for_a_class():
    assert list(orders("2026-17")) == list(orders("2026-17"))
    assert list(orders("2026-17")) != list(orders("2026-18"))


def orders(seed):
    for asked, group, keys, _ in items(seed):
        yield asked.question.id, group, keys


def test_an_order_to_be_put_right_never_stands_right():
    assert ORDERED
    for question in ORDERED:
        for seed in (None, *CLASS):
            for field in variant(question, seed).asked.values():
                if field.kind.name == "order":
                    assert field.kind.items != field.right, f"{question.id}, seed {seed}"


def fact_check_within_chance(answer) -> bool:
    """Return whether a rule that picks one of the verdicts offered, or none where it says nothing, scores as chance."""
    answered = [(claim, answer(claim)) for claim in CLAIMS.values()]
    scores = [said == claim.verdict for claim, said in answered if said]
    return within_chance(scores, [1 / OFFERED] * len(scores))


def test_a_claim_offers_its_own_verdict_among_three_always_in_one_order():
    for claim in CLAIMS.values():
        assert claim.verdict in claim.offered and len(set(claim.offered)) == OFFERED, claim.id
        assert claim.offered[:2] == ("holds", "loose"), claim.id


@pytest.mark.parametrize("place", range(OFFERED))
def test_a_place_finds_no_more_verdicts_than_chance(place):
    assert fact_check_within_chance(lambda claim: claim.offered[place])


@pytest.mark.parametrize("verdict", datasets.VERDICTS)
def test_a_verdict_said_wherever_it_is_offered_is_right_no_more_often_than_chance(verdict):
    assert fact_check_within_chance(lambda claim: verdict if verdict in claim.offered else None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", FORM)
def test_the_length_of_a_verdict_finds_no_more_than_chance(rule, language):
    words = Words(language, texts()[language])
    assert fact_check_within_chance(
        lambda claim: FORM[rule](claim.offered, key=lambda verdict: len(words(f"verdict.{verdict}")))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("short", "long"), list(permutations(range(OFFERED), 2)))
def test_the_length_of_a_claim_finds_no_more_verdicts_than_chance(short, long, language):
    words = Words(language, texts()[language])
    lengths = {claim.id: len(claim.said(words)) for claim in CLAIMS.values()}
    middle = median(lengths.values())
    assert fact_check_within_chance(lambda claim: claim.offered[short if lengths[claim.id] <= middle else long])


def test_no_claim_counts_for_a_gate():
    assert [id for bank in BANKS.values() for id in bank.core if id in CLAIMS] == []


def test_a_fixed_verdict_finds_no_more_than_chance_of_the_claims_put_before_every_reader():
    cells = [cell.source for lesson in BANKS for cell in notebooks.read(lesson, notebooks.LEADING).cells]
    asked = [id for source in cells for id in FACT_CHECK.findall(source)]
    assert len(asked) == sum(bool(bank.claims) for bank in BANKS.values()), (
        f"one in each lesson that has claims: {asked}"
    )
    [(verdict, hits)] = Counter(CLAIMS[id].verdict for id in asked).most_common(1)
    by_chance = at_least(hits, len(asked), 1 / OFFERED)
    assert by_chance > BEYOND_CHANCE, f"{verdict} is right in {hits} of {len(asked)}"


def at_least(hits: int, tries: int, chance: float) -> float:
    """Return the chance of so many hits or more."""
    return sum(comb(tries, n) * chance**n * (1 - chance) ** (tries - n) for n in range(hits, tries + 1))
