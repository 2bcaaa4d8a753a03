"""Author's helper for the notebooks of all trees. Readers never need it.

    python tools/notebooks.py run [names]      execute, and keep only the short texts of the outputs; note the numbers
                                               that a lesson prints, of which its exercises keep clear
    python tools/notebooks.py stamp [names]    note in each translated prose cell which Chinese text it was made from
    python tools/notebooks.py check            report files that are not as `run` leaves them, and pairs that differ

`--trees tests/notebooks/data` does the same for the notebooks that only the tests read.
Translate first, then stamp: the stamp says that somebody has compared the two cells.
"""

import argparse
import hashlib
import os
import pickle
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from pledge_lib import datasets

ROOT = Path(__file__).resolve().parent.parent
TREES = ROOT / "notebooks"
LANGUAGES = datasets.languages()
LEADING, *FOLLOWING = LANGUAGES
SEED = "first-copy"  # of the numbers that the stored outputs show; a reader has a seed of the reader's own
LARGEST_FILE = 125_000
KEPT_TEXTS = ("text/plain", "text/markdown")
KEPT_METADATA = ("pledge_lab", "tags", "jp-MarkdownHeadingCollapsed")  # what follows a guess is folded away

CODE_SPAN = re.compile(r"`[^`\n]+`")
FORMULA = re.compile(r"\$\$.+?\$\$|(?<!\\)\$[^$]+?(?<!\\)\$", re.DOTALL)
LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
MARK = re.compile(r"(?<=\[)(?:RULE|FIRM|2ND|UNVERIFIED)(?=\])")
NUMBER = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|[−+]?\d+(?:,\d{3})*(?:\.\d+)?%?")
LAYOUT = re.compile(r"^(?:#+ |\| |- |\d+\. |> )", re.MULTILINE)
KINDS = {"code": CODE_SPAN, "formula": FORMULA, "link": LINK, "mark": MARK, "number": NUMBER}


def names(language: str = LEADING) -> list[str]:
    """Return the lessons of one tree in order, such as `01_pledging`."""
    return sorted(path.stem for path in (TREES / language).glob("*.ipynb"))


def path_of(name: str, language: str) -> Path:
    """Return where a lesson lies."""
    return TREES / language / f"{name}.ipynb"


def read(name: str, language: str) -> nbformat.NotebookNode:
    """Return a lesson as it is saved."""
    return pickle.loads(_read(path_of(name, language).read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def _read(saved: str) -> bytes:
    """Return the cells of a file, ready to be taken out again: nbformat checks each cell, which takes the longest."""
    return pickle.dumps(nbformat.reads(saved, as_version=4))


def write(name: str, language: str, notebook: nbformat.NotebookNode):
    """Save a lesson; the same content always gives the same bytes."""
    path_of(name, language).write_text(as_text(notebook), encoding="utf-8", newline="\n")


def as_text(notebook: nbformat.NotebookNode) -> str:
    """Return the text of a file in the layout that Jupyter itself saves."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def canonical(notebook: nbformat.NotebookNode, language: str) -> nbformat.NotebookNode:
    """Return a lesson with nothing in it that changes by itself: no widget state, no times, no random ids."""
    count = 0
    cells = []
    for cell in notebook.cells:
        kept = nbformat.v4.new_markdown_cell(cell.source, id=cell.id)
        if cell.cell_type == "code":
            count += 1
            outputs = [output for output in map(short, cell.outputs) if output is not None]
            kept = nbformat.v4.new_code_cell(cell.source, id=cell.id, execution_count=count, outputs=outputs)
            for output in outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
        kept.metadata.update({key: cell.metadata[key] for key in KEPT_METADATA if cell.metadata.get(key)})
        cells.append(kept)
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "pledge_lab": {"language": language},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def short(output: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """Return an output with its plain texts only, or None when no text is left.

    A widget is drawn anew by every run; nbval does not look at its view, so nothing is lost without it.
    """
    if output.output_type == "stream":
        return nbformat.v4.new_output("stream", name=output.name, text=output.text)
    if output.output_type == "error":
        return output
    texts = {mime: output.data[mime] for mime in KEPT_TEXTS if mime in output.data}
    return nbformat.v4.new_output(output.output_type, data=texts) if texts else None


def execute(notebook: nbformat.NotebookNode, folder: Path):
    """Run a lesson from top to bottom in a fresh kernel that imports this checkout, and fill in its outputs.

    It starts with an empty record of its own: neither the author's nor another lesson's answers show in an output.
    """
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    search_path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryDirectory() as record:
        own = {"PYTHONPATH": search_path, "PLEDGE_LAB_LEDGER": str(Path(record) / "ledger.json")}
        own["PLEDGE_LAB_SEED"] = seed_of(folder)
        client.execute(env=os.environ | own)


def seed_of(path: Path) -> str:
    """Return the seed under which what lies there runs: lessons have one, and tests ask for the first numbers."""
    return SEED if path.is_relative_to(ROOT / "notebooks") else ""


def failed(cell: nbformat.NotebookNode) -> bool:
    """Return whether a cell ended in an error."""
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def fingerprint(source: str) -> str:
    """Return a short name of a text that changes with every word of it, but not with blanks at line ends."""
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", source).strip().splitlines())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def facts(source: str) -> dict[str, Counter]:
    """Return what a prose cell must have in common with its translation, with how often each occurs."""
    text = unicodedata.normalize("NFKC", source)
    found = {"layout": Counter(LAYOUT.findall(source))}
    for kind, pattern in KINDS.items():
        found[kind] = Counter(pattern.findall(text))
        text = pattern.sub(" ", text)
    return found


def language_of(notebook: nbformat.NotebookNode) -> str:
    """Return the language of a lesson as it is saved."""
    return notebook.metadata["pledge_lab"]["language"]


def differences(name: str, original: nbformat.NotebookNode, translation: nbformat.NotebookNode) -> list[str]:
    """Return one sentence for everything in which the two languages of a lesson are not the same lesson."""
    leading, following = language_of(original), language_of(translation)
    ids = [[cell.id for cell in notebook.cells] for notebook in (original, translation)]
    if ids[0] != ids[1]:
        alone = sorted(set(ids[0]) ^ set(ids[1])) or ["the order"]
        return [f"{name}: the cell ids of {leading} and {following} differ: {', '.join(alone)}"]
    found = []
    for ours, theirs in zip(original.cells, translation.cells, strict=True):
        where = f"{name}, cell {ours.id}"
        tags = [cell.metadata.get("tags", []) for cell in (ours, theirs)]
        if ours.cell_type != theirs.cell_type:
            found.append(f"{where}: {ours.cell_type} in {leading}, {theirs.cell_type} in {following}")
        elif tags[0] != tags[1]:
            found.append(f"{where}: tags {tags[0]} in {leading}, {tags[1]} in {following}")
        elif ours.cell_type == "code":
            if "language" in tags[0]:
                same = ours.source.replace(f'"{leading}"', f'"{following}"') == theirs.source
            else:
                same = ours.source == theirs.source
            if not same:
                found.append(f"{where}: the code differs between {leading} and {following}")
        else:
            sources = {leading: ours.source, following: theirs.source}
            found += [f"{where}: {sentence}" for sentence in different_facts(sources)]
    return found


def different_facts(sources: Mapping[str, str]) -> list[str]:
    """Return the numbers, formulas, code spans, links and marks that only one of two languages of a cell has."""
    (leading, ours), (following, theirs) = ((language, facts(source)) for language, source in sources.items())
    sentences = []
    for kind in ours:
        for language, alone in ((leading, ours[kind] - theirs[kind]), (following, theirs[kind] - ours[kind])):
            if alone:
                sentences.append(f"{kind} only in {language}: {', '.join(sorted(alone.elements()))}")
    return sentences


def stale(name: str, original: nbformat.NotebookNode, translation: nbformat.NotebookNode) -> list[str]:
    """Return one sentence for each translated prose cell whose original has changed since the stamp."""
    originals = {cell.id: fingerprint(cell.source) for cell in original.cells}
    said = f"the {language_of(original)} text has changed since this translation; compare them, then stamp"
    return [
        f"{name}, cell {cell.id}: {said}"
        for cell in translation.cells
        if cell.cell_type == "markdown" and made_from(cell) != originals.get(cell.id)
    ]


def made_from(cell: nbformat.NotebookNode) -> str | None:
    """Return the fingerprint of the original that a translated cell was made from."""
    return cell.metadata.get("pledge_lab", {}).get("made_from")


def untidy(name: str, language: str) -> list[str]:
    """Return one sentence for everything in a saved file that `run` would not have left there."""
    path, notebook = path_of(name, language), read(name, language)
    where = f"{language}/{name}"
    found = []
    if path.stat().st_size >= LARGEST_FILE:
        found.append(f"{where}: {path.stat().st_size:,} bytes, {LARGEST_FILE:,} are too many")
    if "widgets" in notebook.metadata:
        found.append(f"{where}: holds widget state; run it with tools/notebooks.py")
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            stray = set(output.get("data", {})) - set(KEPT_TEXTS)
            if failed(cell) or output.get("name") == "stderr" or stray:
                what = ", ".join(sorted(stray)) or output.get("name") or output.get("ename")
                found.append(f"{where}, cell {cell.id}: stray output ({what})")
    if not found and path.read_text(encoding="utf-8") != as_text(canonical(notebook, language)):
        found.append(f"{where}: not as tools/notebooks.py saves it; run it with tools/notebooks.py")
    return found


def run(chosen: list[str]):
    for name in chosen:
        for language in LANGUAGES:
            notebook = read(name, language)
            try:
                execute(notebook, TREES / language)
            except CellExecutionError as error:
                broken = next(cell.id for cell in notebook.cells if failed(cell))
                sys.exit(f"{language}/{name}, cell {broken}: {error.ename}: {error.evalue}; the file is as it was")
            write(name, language, canonical(notebook, language))
            print(f"{language}/{name}: {path_of(name, language).stat().st_size:,} bytes")
    if TREES == ROOT / "notebooks":  # what the JupyterLab extension knows of the lessons
        subprocess.run([sys.executable, ROOT / "tools" / "labextension.py"], check=True)


def run_and_keep_clear(chosen: list[str]):
    """Run lessons, and once more those whose questions have to draw other numbers than the lesson now prints."""
    from tools import printed  # which reads notebooks with this module

    run(chosen)
    run([name for name in chosen if TREES == ROOT / "notebooks" and printed.renew(name)])


def stamp(chosen: list[str]):
    for name in chosen:
        originals = {cell.id: cell.source for cell in read(name, LEADING).cells}
        for language in FOLLOWING:
            translation = read(name, language)
            for cell in translation.cells:
                if cell.cell_type == "markdown":
                    cell.metadata["pledge_lab"] = {"made_from": fingerprint(originals[cell.id])}
            write(name, language, canonical(translation, language))


def check(chosen: list[str]) -> int:
    found = []
    for name in chosen:
        original = read(name, LEADING)
        found += untidy(name, LEADING)
        for language in FOLLOWING:
            pair = name, original, read(name, language)
            found += [*untidy(name, language), *differences(*pair), *stale(*pair)]
    print("\n".join(found) or "all well")
    return len(found)


def main():
    global TREES
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("run", "stamp", "check"))
    parser.add_argument("names", nargs="*", help="lessons such as 01_pledging; all without names")
    parser.add_argument("--trees", type=Path, default=TREES, help="the folder with the tree of each language")
    arguments = parser.parse_args()
    TREES = arguments.trees
    verb = {"run": run_and_keep_clear, "stamp": stamp, "check": check}[arguments.verb]
    sys.exit(1 if verb(arguments.names or names()) else 0)


if __name__ == "__main__":
    main()
