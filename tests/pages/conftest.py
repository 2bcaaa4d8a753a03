"""A small site: the pages of all lessons, the frames of two figures."""

import pytest

from pledge_lib.pages.edition import write_site

FIGURES = ("F1.2", "F2.5")  # the quickest with a choice, a tick box and examples


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """Return the folder of the site and what was written."""
    folder = tmp_path_factory.mktemp("site")
    return folder, write_site(folder, only=FIGURES)
