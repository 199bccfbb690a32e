"""Checks, records and pages for the tests of paper."""

from decimal import localcontext

import pypdfium2

from bmcalc.core.numbers import CONTEXT
from bmcalc.gui.window.paper import write_pdf
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.report.recorded import Recorded, Signed
from tests.report.test_paper import squeezed, text_of

SEAL = ("3f2b8a10-1111-4222-8333-944445555666 20418 9f3c51d07ab24e18" + "0" * 48
        + " 2026-03-16T02:05:02.123Z")
FIRST = Signed("Pharmacist A", "1038", "2026-03-16 09:56")
SECOND = Signed("Pharmacist B", "2047", "2026-03-16 10:04", "released")
RELEASED = Recorded("1974-03", "C-17", 2, "released", released=True, first=FIRST, second=SECOND,
                    seal=SEAL)
DRAFT = Recorded("1974-03", "C-17", 1, "draft", seal=SEAL)


def checked(raw):
    with localcontext(CONTEXT):
        read, problems = CALCULATOR.read(raw)
        assert not problems
        return check_order(read)


def printed(report, path):
    """Write a report as a PDF; return the number of its pages and their text without spaces."""
    count = write_pdf(report, path)
    pages = [squeezed(page) for page in text_of(path)]
    assert len(pages) == count
    return pages


def pixels(path, scale=2):
    """Return the red, green and blue bytes of every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            found = bytes(bitmap.buffer)
            yield found[0::4], found[1::4], found[2::4]
    finally:
        document.close()
