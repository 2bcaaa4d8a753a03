"""`python -m pledge_lib site` writes the static edition of the course."""

import sys

VERBS = ("site",)


def main(arguments: list[str]) -> int:
    """Run one verb and return the exit code."""
    if arguments[:1] != ["site"]:
        print(f"python -m pledge_lib {'|'.join(VERBS)} …")
        return 2
    from pledge_lib.pages.command import site  # heavy, and only this verb needs it

    return site(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
