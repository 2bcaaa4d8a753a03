"""The scripts of the pages in one file."""

import shutil
import subprocess

import pytest

from pledge_lib.pages import bundle as bundles
from pledge_lib.pages.bundle import bundle


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "FOLDERS", (tmp_path,))

    def write(**texts: str):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")

    return write


def run(text: str) -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine, so no script can be run")
    done = subprocess.run([node, "--input-type=module", "-e", text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_bundle_does_what_its_modules_do(scripts):
    scripts(
        page='import { one, Two as Second } from "./parts.js";\nimport { one as again } from "./parts.js";\n'
        "console.log(one + again, new Second().three());\n",
        parts='import { three } from "./deep.js";\nexport const one = 1, hidden = 2;\n'
        "export class Two { three() { return three(); } }\n",
        deep="const own = 3;\nexport function three() { return own; }\n",
    )
    assert run(bundle("page")) == "2 3\n"


def test_a_bundle_leaves_out_what_explains_it_and_nothing_that_runs(scripts):
    scripts(page='// Said to authors.\nconst place = "//here";\n  // and more\nconsole.log(place /* not this */);\n')
    assert "authors" not in bundle("page") and "more" not in bundle("page")
    assert run(bundle("page")) == "//here\n"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"page": 'import { x } from "./none.js";\n'}, "none.js"),
        ({"page": 'import x from "./page.js";\n'}, "import x"),
        ({"page": "export default 1;\n"}, "export default"),
        ({"page": 'import { y } from "./other.js";\n', "other": 'import { x } from "./page.js";\n'}, "circle"),
    ],
)
def test_what_a_bundle_cannot_hold_is_refused(scripts, texts, said):
    scripts(**texts)
    with pytest.raises(ValueError, match=said):
        bundle("page")


def test_the_scripts_of_the_pages_can_be_bundled():
    assert "createHost" in bundle("page")
