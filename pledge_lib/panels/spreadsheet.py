"""Texts as cells of a spreadsheet that we export: none of them may be taken for a formula."""

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")  # a spreadsheet would calculate a cell that starts so


def harmless(text: str) -> str:
    """Return a text that a spreadsheet shows and never calculates.

    >>> harmless("=1+1"), harmless("TSMC")
    ("'=1+1", 'TSMC')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
