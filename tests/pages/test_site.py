"""The static edition: its frames are the library's, its pages hold together, and nothing leads elsewhere."""

import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from support.answers import QUESTIONS
from support.live_panels import open_panel
from support.power import by_profile

from pledge_lib.course.wording import LANGUAGES
from pledge_lib.datasets.mine import kept
from pledge_lib.pages.cases import cases
from pledge_lib.pages.command import site as site_command
from pledge_lib.pages.edition import write_site
from pledge_lib.pages.notebooks import notebooks
from pledge_lib.pages.twin_timing import COVER
from tests.pages.conftest import FIGURES
from tools.check_site import differences, runs_of

VOID = ("meta", "link", "br", "hr", "img", "input", "mspace")


class Links(HTMLParser):
    """The links and the open ends of a page."""

    def __init__(self):
        super().__init__()
        self.links, self.ids, self.open, self.told = [], set(), [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.links += [found[name] for name in ("href", "src") if found.get(name)]
        self.ids |= {found["id"]} if "id" in found else set()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.told.append((tag, self.open.pop()))


def read(path) -> Links:
    found = Links()
    found.feed(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_of_frames_is_what_the_library_shows(site, figure, language):
    folder, _ = site
    assert list(differences(folder, language, figure, every=by_profile(quick=14, full=7))) == []


def test_the_check_finds_a_frame_that_is_another(site, tmp_path):
    folder, _ = site
    (tmp_path / "en").mkdir()
    for part in ("film", "more.film"):
        (tmp_path / "en" / f"F1.2.{part}").write_bytes((folder / "zh_TW" / f"F1.2.{part}").read_bytes())
    assert any("/sentence" in line for line in differences(tmp_path, "en", "F1.2", every=20))


@pytest.mark.parametrize("figure", FIGURES)
def test_both_languages_have_the_same_runs(site, figure):
    folder, _ = site
    chinese, english = ([run for run, _ in runs_of(folder, language, figure)] for language in LANGUAGES)
    assert chinese == english and {run["preset"] for run in chinese} > {None, 0}


def test_a_prediction_opens_its_figure_at_the_case_it_asks_about(site):
    folder, _ = site
    page = (folder / "en" / "01_pledging.html").read_text(encoding="utf-8")
    assert """data-figure="F1.2" data-start='"P1.2"'""" in page
    run, (frame,) = next(found for found in runs_of(folder, "en", "F1.2") if found[0]["preset"] == "P1.2")
    panel = open_panel("F1.2", "en")
    panel.set(**cases()["F1.2"]["P1.2"])
    assert run["key"] is None and frame["sentence"] == panel.view.sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prediction_is_asked_before_its_figure_and_what_follows_is_folded(site, language):
    folder, _ = site
    for name, notebook in notebooks(language).items():
        page = (folder / language / f"{name}.html").read_text(encoding="utf-8")
        asked = [cell.call[1] for cell in notebook.cells if cell.call[0] == "predict"]
        covers = page.split('<details class="covered">')[1:]
        assert [json.loads(re.search(r"json\">(.*)</script>", each)[1])["id"] for each in covers] == asked
        folded = [cell.call[1] or "after" for cell in notebook.cells if is_asked_or_folded(cell)]
        wanted = [before for before, own in pairwise([*folded, ""]) if own == "after"]
        assert re.findall(r'class="after-guess" data-after="(\w+\.\d+)"', page) == wanted
        ids = re.findall(r'<(?:div class="figure"|p) id="(F[\d.]+)"', page)
        assert len(ids) == len(set(ids)) and set(ids) >= {q.figure for q in map(QUESTIONS.get, asked)}


def is_asked_or_folded(cell) -> bool:
    return cell.call[0] == "predict" or COVER in cell.tags


def test_every_page_is_closed_and_every_link_leads_to_a_file(site):
    folder, written = site
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == written.pages == 1 + len(LANGUAGES) * (1 + len(FIGURES) + len(notebooks("en")))
    known = {f"{figure}.html" for figure in FIGURES}
    for page in pages:
        found = read(page)
        assert found.open == [] and all(closed == opened for closed, opened in found.told), page
        for link in found.links:
            if link.startswith(("https:", "data:")):
                continue
            name, _, place = link.partition("#")
            other = (page.parent / name).resolve() if name else page
            assert other.is_file(), f"{page.name} leads to {link}"
            if place and (not name or name in known):
                assert place in read(other).ids, f"{page.name} leads to {link}"


def test_no_page_fetches_anything_from_elsewhere(site):
    folder, _ = site
    for path in [*folder.rglob("*.html"), folder / "lab" / "page.js", folder / "lab" / "site.css"]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|import|fetch|url)\s*[=(]\s*["']?https?:""", text), path


def test_everything_stands_packed_as_well(site):
    folder, _ = site
    plain = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz"]
    for path in plain:
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_keeps_its_prose_and_its_formulas(site, language):
    folder, _ = site
    for name, notebook in notebooks(language).items():
        text = (folder / language / f"{name}.html").read_text(encoding="utf-8")
        assert notebook.title in text
        assert text.count("<h2") >= sum(cell.text.count("\n## ") for cell in notebook.cells if cell.kind == "markdown")
        assert not re.search(r"\\(?:frac|times|cdot)", re.sub(r'alttext="[^"]*"', "", text)), name
        assert ".ipynb" not in text


def test_a_form_of_another_kind_stands_there_as_text_and_a_table_as_a_table(site):
    folder, _ = site
    page = (folder / "en" / "00_start.html").read_text(encoding="utf-8")
    assert "<h4>Pre-test, item 1 of 10</h4>" in page and "lesson.pretest" not in page
    assert "On-chain loan</th>" in page and "lesson.comparison" not in page


def test_a_missing_plotly_is_said_in_every_language_and_nothing_is_written(tmp_path, capsys):
    assert site_command(["--out", str(tmp_path / "out"), "--plotly", str(tmp_path / "none.js")]) == 1
    said = capsys.readouterr().out
    assert "none.js" in said and "--plotly 後面" in said and "after --plotly" in said
    assert not (tmp_path / "out").exists()


def test_nothing_that_the_reader_keeps_goes_into_the_pages(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "home" / "ledger.json"))
    first, *others = kept.example()
    kept.keep([replace(first, lender="OWN-LENDER"), *others])
    assert "OWN-LENDER" in "".join(open_panel("F6.1", "en").summary())
    write_site(tmp_path / "site", only=["F6.1"])
    for path in (tmp_path / "site").rglob("*"):
        assert path.suffix == ".gz" or path.is_dir() or b"OWN-LENDER" not in path.read_bytes(), path
    assert kept.kept().rows[0].lender == "OWN-LENDER"
