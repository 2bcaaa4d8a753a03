"""`python -m pledge_lib site` writes the static edition, `class` is for a teacher, `lessons` fills a folder."""

import sys

VERBS = ("site", "class", "lessons")


def main(arguments: list[str]) -> int:
    """Run one verb and return the exit code."""
    verb, *rest = arguments or [""]
    if verb == "site":
        from pledge_lib.pages.command import site  # heavy, and only this verb needs it

        return site(rest)
    if verb == "class":
        from pledge_lib.pages.class_command import run  # as heavy

        return run(rest)
    if verb == "lessons":
        from pledge_lib.pages.own_lessons import run  # light: every start of a hub's reader waits for it

        return run(rest)
    print(f"python -m pledge_lib {'|'.join(VERBS)} …")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
