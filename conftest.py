"""Settings for every test, also those of the notebooks, whose kernels inherit this environment."""

import os
import tempfile
from pathlib import Path

# a test never reads nor writes the record of the person who runs it
os.environ["PLEDGE_LAB_LEDGER"] = str(Path(tempfile.mkdtemp(prefix="pledge-lab-")) / "ledger.json")
