"""The scripts of the pages in one file, so that a slow network is asked once: each module becomes a closure."""

import re
from collections import defaultdict
from pathlib import Path

from pledge_lib.panels.live_chart import WEB

OWN = Path(__file__).parent
LAB = OWN.parent / "lab" / "labextension" / "static"  # how prose looks is the same in JupyterLab and on a page
FOLDERS = (WEB, OWN / "web", LAB)
IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=const |function\b|async function\b|class )", re.MULTILINE)
REMARK = re.compile(r"^\s*//.*\n", re.MULTILINE)  # an eighth of the whole, and no page needs it
OTHER = re.compile(r"^(?:import|export)\b(?!\().*$", re.MULTILINE)


def bundle(entry: str) -> str:
    """Return a script and all that it imports as one script; what imports or exports in another way is a ValueError."""
    texts: dict[str, str] = {}
    _gather(entry, texts, ())
    wanted = defaultdict(set)
    for text in texts.values():
        for names, module in IMPORT.findall(text):
            wanted[module] |= {name.strip().partition(" as ")[0] for name in names.split(",") if name.strip()}
    return "".join(_closure(name, text, sorted(wanted[name])) for name, text in texts.items())


def _gather(name: str, texts: dict[str, str], waiting: tuple[str, ...]):
    """Put the text of a script after those of all that it imports."""
    if name in waiting:
        raise ValueError(f"scripts import each other in a circle: {', '.join((*waiting, name))}")
    if name in texts:
        return
    text = _script(name)
    for match in IMPORT.finditer(text):
        _gather(match[2], texts, (*waiting, name))
    texts[name] = text


def _closure(name: str, text: str, given: list[str]) -> str:
    text = IMPORT.sub(lambda match: f"const {{{match[1].replace(' as ', ': ')}}} = ${match[2]};", text)
    text = EXPORT.sub("", text)
    if left := OTHER.search(text):
        raise ValueError(f"{name}.js imports or exports in a way that the pages do not know: {left[0]}")
    return f"const ${name} = (() => {{\n{text}return {{ {', '.join(given)} }};\n}})();\n"


def _script(name: str) -> str:
    for folder in FOLDERS:
        if (path := folder / f"{name}.js").is_file():
            return REMARK.sub("", path.read_text(encoding="utf-8"))
    raise ValueError(f"a script imports {name}.js, which is in none of the folders of scripts")
