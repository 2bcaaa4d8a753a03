"""What every page of the site has: its head, the other languages, what its scripts say, the way to the whole course."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from pledge_lib.course.wording import texts
from pledge_lib.pages.cases import Start
from pledge_lib.panels.provenance import signs
from pledge_lib.panels.words import Words

# what the scripts say
SPOKEN = (
    "put-back",
    "nearest",
    "python",
    "unread",
    "unknown",
    "unreadable",
    "lost",
    "exact",
    "frames-only",
    "answer-here",
    "coming",
    "only-there",
)


@dataclass(frozen=True, kw_only=True)
class Shell:
    """The dress of a page in one language.

    `words` are the texts of the pages by language, `names` what each language calls itself; `python` tells whether
    Python lies beside the pages.
    """

    language: str
    words: Mapping[str, Words]
    names: Mapping[str, str]
    python: bool = False

    @property
    def say(self) -> Words:
        return self.words[self.language]

    def page(self, file: str, title: str, body: str, *, films: tuple[str, ...] = (), way: str = "") -> str:
        """Return a whole page; `films` are fetched at once, `way` leads to the pages before and after."""
        say, tag = self.say, self.language.replace("_", "-")
        ahead = "".join(f'<link rel="preload" as="fetch" crossorigin href="{film}.gz">\n' for film in films)
        return f"""<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(say("page.title", name=title))}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../lab/site.css">
{ahead}<script type="application/json" id="site">{self._told(file)}</script>
<script type="module" src="../lab/page.js"></script>
</head>
<body>
<nav class="top" aria-label="{escape(say("page.contents"))}"><a href="index.html">{escape(say("page.course"))}</a>
<span class="languages">{self._others(file)}</span></nav>
<main>
<p id="said" role="status"></p>
{body}
</main>
<footer>
{way}
<h2>{escape(say("page.whole"))}</h2>
<p>{escape(say("page.how"))}</p>
<pre tabindex="0"><code>{escape(say("page.command"))}</code></pre>
<p>{escape(say("page.advice"))}</p>
</footer>
</body>
</html>
"""

    def place(
        self, figure: str, title: str, sentence: str, start: Start = None, *, alone: bool = False, home: bool = True
    ) -> str:
        """Return the HTML that a figure comes alive in; until then it says what the figure says.

        Its `home` is the one place on a page that links lead to, and whose case the address of the page tells.
        """
        head = "" if alone else f"<h3>{escape(title)}</h3>"
        name = f' id="{figure}"' if home else ""
        at = "" if start is None else f" data-start='{json.dumps(start)}'"
        return (
            f'<div class="figure"{name} data-figure="{figure}"{at}>{head}<p>{escape(sentence)}</p>'
            f'<p class="aside">{escape(self.say("page.loading"))}</p></div>'
        )

    def _others(self, file: str) -> str:
        links = []
        for language, name in self.names.items():
            tag = language.replace("_", "-")
            here = ' aria-current="true"' if language == self.language else ""
            links.append(f'<a lang="{tag}" hreflang="{tag}" href="../{language}/{file}"{here}>{escape(name)}</a>')
        return " ".join(links)

    def _told(self, file: str) -> str:
        told = {
            "root": "../",
            "python": self.python,
            "language": self.language,
            "marks": signs(texts()[self.language]),
            "others": {language: f"../{language}/{file}" for language in self.names},
            "words": {
                language: {name: words(f"page.{name}", keys="{keys}") for name in SPOKEN}
                for language, words in self.words.items()
            },
        }
        return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
