"""The pages of one language: its lessons, a page for each figure, the contents; and the door to all languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from pledge_lib.course.wording import texts
from pledge_lib.pages.cases import Start
from pledge_lib.pages.lesson_page import LessonPage
from pledge_lib.pages.notebooks import Notebook, notebooks
from pledge_lib.pages.shell import Shell
from pledge_lib.panels.words import Words


@dataclass(frozen=True)
class Face:
    """What a page says of a figure until it is alive."""

    title: str
    sentence: str


def pages(shell: Shell, faces: Mapping[str, Face]) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of each page of one language; a figure without a face is only named."""
    language, say = shell.language, shell.say
    words, lessons = Words(language, texts()[language]), list(notebooks(language).values())

    def place(figure: str, start: Start, home: bool) -> str:
        if face := faces.get(figure):
            return shell.place(figure, face.title, face.sentence, start, home=home)
        return f'<p id="{figure}">{figure}</p>' if home else f"<p>{figure}</p>"

    homes: dict[str, Notebook] = {}
    for number, lesson in enumerate(lessons):
        page = LessonPage(lesson, words, say, place)
        body = page.body()
        homes |= dict.fromkeys(page.shown, lesson)
        first = tuple(f"{figure}.film" for figure in page.shown[:1] if figure in faces)
        way = _way(shell, lessons, number)
        file = f"{lesson.name}.html"
        yield file, shell.page(file, lesson.title, body, films=first, way=way)
    for figure, face in faces.items():
        head = f'<h1 class="title">{escape(face.title)}</h1>'
        body = f"{head}\n{shell.place(figure, face.title, face.sentence, alone=True)}"
        way, file = _home(say, homes.get(figure), figure), f"{figure}.html"
        yield file, shell.page(file, face.title, body, films=(f"{figure}.film",), way=way)
    yield "index.html", shell.page("index.html", say("page.contents"), _contents(shell, lessons, faces))


def _way(shell: Shell, lessons: list[Notebook], number: int) -> str:
    ways = []
    if number:
        ways.append(_link(lessons[number - 1], shell.say("page.before", name=lessons[number - 1].title)))
    if number + 1 < len(lessons):
        ways.append(_link(lessons[number + 1], shell.say("page.after", name=lessons[number + 1].title)))
    return f'<p class="way">{" ".join(ways)}</p>'


def _home(say: Words, lesson: Notebook | None, figure: str) -> str:
    if lesson is None:
        return ""
    text = escape(say("page.in-lesson", name=lesson.title))
    return f'<p class="way"><a href="{lesson.name}.html#{figure}">{text}</a></p>'


def _link(lesson: Notebook, text: str) -> str:
    return f'<a href="{lesson.name}.html">{escape(text)}</a>'


def _contents(shell: Shell, lessons: list[Notebook], faces: Mapping[str, Face]) -> str:
    say = shell.say
    of_lessons = "".join(f"<li>{_link(lesson, lesson.title)}</li>" for lesson in lessons)
    of_figures = "".join(f'<li><a href="{id}.html">{escape(face.title)}</a></li>' for id, face in faces.items())
    return (
        f"<h1>{escape(say('page.contents'))}</h1>\n<p>{escape(say('page.welcome'))}</p>\n"
        f"<h2>{escape(say('page.lessons'))}</h2>\n<ul>{of_lessons}</ul>\n"
        f"<h2>{escape(say('page.figures'))}</h2>\n<ul>{of_figures}</ul>"
    )


def door(words: Mapping[str, Words], names: Mapping[str, str]) -> str:
    """Return the page at the address of the site: a way into each language."""
    parts = [
        f'<section lang="{language.replace("_", "-")}"><h2><a href="{language}/index.html">{escape(name)}</a></h2>'
        f"<p>{escape(words[language]('page.welcome'))}</p></section>"
        for language, name in names.items()
    ]
    leading = next(iter(names)).replace("_", "-")
    return (
        f'<!doctype html>\n<html lang="{leading}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>pledge-lab</title>\n'
        '<link rel="stylesheet" href="lab/site.css">\n</head>\n<body>\n<main>\n<h1>pledge-lab</h1>\n'
        f"{''.join(parts)}\n</main>\n</body>\n</html>\n"
    )
