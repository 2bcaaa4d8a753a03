"""Author's helper: write docs/PROCEDURE.md from the table of transitions. Readers never need it.

python tools/procedure.py
"""

from pathlib import Path

from pledge_lib.market.procedure import procedure_text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "PROCEDURE.md"

if __name__ == "__main__":
    PAGE.write_text(procedure_text(), encoding="utf-8", newline="\n")
