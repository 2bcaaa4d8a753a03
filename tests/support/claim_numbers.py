"""The numbers of fact-checks: what the library computes beside what the fact sheet prints."""

from support.answers import BANKS, CLAIMS


def claims_of(lesson: str) -> set[str]:
    """Return the ids of a lesson's claims."""
    return set(BANKS[lesson].claims)


def differences(found: dict[str, dict[str, str]], asked: dict[str, float]) -> list[str]:
    """Return what the library computes otherwise than the sheet prints it; `asked` are the numbers readers give."""
    other = []
    for claim, printed in found.items():
        solved = CLAIMS[claim].solve()
        other += [
            f"{claim}: {name} is {solved.texts.get(name)}, the sheet prints {number}"
            for name, number in printed.items()
            if solved.texts.get(name) != number
        ]
        [number] = [each.right.value for each in solved.asked.values()] or [None]
        wanted = asked.get(claim)
        if (wanted is None) != (number is None):
            other.append(f"{claim}: asks for {number}, the sheet for {wanted}")
        elif wanted is not None and abs(number - wanted) > (0.005 if wanted > 10 else 0.00005):
            other.append(f"{claim}: the number is {number}, the sheet prints {wanted}")
    return other


def fields_of(claims) -> dict[str, dict[str, str]]:
    """Return the numbers of each claim as they stand now."""
    return {claim: CLAIMS[claim].solve().texts for claim in claims}


def typed_in(fields: dict[str, dict[str, str]], moved: dict[str, str]) -> list[str]:
    """Return the numbers that did not follow a rule; `moved` names what they should be now."""
    return [
        f"{claim}: {name} is typed in as {numbers[name]}"
        for claim, numbers in fields.items()
        for name in numbers.keys() & moved.keys()
        if numbers[name] != moved[name]
    ]
