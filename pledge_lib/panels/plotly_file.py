"""plotly.js as it travels: the copy inside the installed plotly package, as a module of its own, compressed.

Standard library only: JupyterLab's server hands it out, too.
"""

import gzip
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# plotly.js is a CommonJS bundle: in a module of its own it neither finds nor leaves globals
HEAD = b"const module = { exports: {} }, exports = module.exports, define = undefined;\n"
TAIL = b"\nexport default module.exports;\n"


@cache
def name() -> str:
    """Return a file name that no other version has."""
    return f"plotly-{hashlib.sha256(_bundle()).hexdigest()[:16]}.js"


@cache
def packed() -> bytes:
    """Return the module, compressed by gzip."""
    return gzip.compress(HEAD + _bundle() + TAIL, compresslevel=6, mtime=0)


def _bundle() -> bytes:
    (package,) = find_spec("plotly").submodule_search_locations  # found without the seconds that an import may take
    return Path(package, "package_data", "plotly.min.js").read_bytes()
