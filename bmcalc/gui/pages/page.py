"""What every page is to the window: how it is found, built, told about and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look import theme
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import STRIP, Session

if TYPE_CHECKING:
    from bmcalc.gui.result.sort import Sort
    from bmcalc.report.document import Report


MARGIN = 20

FAILED_WORDS = _(
    "Something went wrong on this page, so no number is shown. What was typed is kept. The next "
    "change computes again."
)


class PageAction(NamedTuple):
    """What can be done with a page: a button at the bottom of the window, and a key.

    ``why_not`` says what is missing while it cannot be done; empty where it can.
    """

    text: object
    keys: str
    act: Callable[[], object]
    primary: bool = False
    why_not: object = ""


class NoPaper(Exception):
    """Says why something is not put on paper now."""

    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Paper(NamedTuple):
    """One kind of paper that a page can be put on.

    ``report`` returns None without a result, and raises :class:`NoPaper` with a reason of its own.
    """

    title: object
    report: Callable[[], Report | None]


class PageView(QWidget):
    """What the window shows of one page.

    ``case_asked`` asks to open a printed case on a page: its number, the page's id, and whether
    its invented height and weight are filled in. ``told`` says something in the bottom bar;
    ``grown`` tells that the page has more controls than before, ``formulary_changed`` that another
    formulary is in force since something was saved, ``recorded`` that something was recorded.
    ``page_asked`` asks for another page, by its id, with what is to be opened there or nothing;
    ``leave_asked`` to go back to the page before. ``acts_changed`` tells that what can be done with
    the page is other than before, though nothing was typed; ``filled`` that the page put something
    into the patient's fields or its own, and ``patient_opened`` that another patient stands there,
    on the page of this id.
    """

    case_asked = Signal(int, str, bool)
    told = Signal(object)
    grown = Signal()
    formulary_changed = Signal()
    recorded = Signal()
    page_asked = Signal(str, str)
    leave_asked = Signal()
    acts_changed = Signal()
    filled = Signal()
    patient_opened = Signal(str)

    is_ready: Callable[[], bool] = staticmethod(lambda: True)
    """Asked before anything of the page leaves the program: whether it is computed from what was
    typed last, and for the patient whose number stands above it; the window asks where it is not.
    """

    _failure: QLabel | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font())  # a part dressed in a style sheet may keep the size before
        theme.dress(self)

    def enter(self) -> None:
        """Read the session again: fields may have changed on another page."""

    def open_subject(self, subject: str) -> None:
        """Open what the page was asked for with it: the id of a patient, a check, an entry.

        Called after :meth:`enter`, only where there is something to open.
        """

    def use_formulary(self) -> None:
        """Use the drugs and regimens, which are read after the first paint."""

    def refresh(self) -> None:
        """Compute again and show the result; how it came about may wait for :meth:`finish`."""

    def finish(self) -> None:
        """Show what :meth:`refresh` left for the next turn; called again and again."""

    def records_changed(self) -> None:
        """Show the records as they stand: another window, or another computer, changed them."""

    def results(self) -> Sequence[QWidget]:
        """Return every part that shows what was computed."""
        return ()

    def forget(self) -> None:
        """Drop the result, so that it is neither copied nor printed, and what fields say of it."""

    def fail(self) -> None:
        """Take every result from sight and say so; :meth:`recover` undoes it.

        Where a page names no :meth:`results` nothing can be taken from it: raises RuntimeError.
        """
        if not self.results():
            raise RuntimeError("this page does not tell where its results are")
        for part in self.results():
            part.hide()
        self.forget()
        if self._failure is None:
            failure = self._failure = Label(self)
            failure.setObjectName("told_stop")
            failure.setWordWrap(True)
            failure.setMargin(MARGIN)
            say(failure, QLabel.setText, FAILED_WORDS)
            layout = self.layout()
            assert isinstance(layout, QBoxLayout)
            layout.insertWidget(0, failure)
        self._failure.show()

    def recover(self) -> None:
        """Show again the parts that were taken from sight; called before the next result."""
        if self._failure is not None and not self._failure.isHidden():
            self._failure.hide()
            for part in self.results():
                part.show()

    def translate(self) -> None:
        """Read every text again in the current language."""

    def strip_fields(self) -> Sequence[str]:
        """Return the patient's fields that stand above this page; none hides the strip."""
        return STRIP

    def strip_parts(self) -> Sequence[QWidget]:
        """Return the page's own fields that stand above it, after those of the patient."""
        return ()

    def strip_words(self) -> Mapping[str, tuple[Sort | None, object]]:
        """Return the words beside the captions of the patient's fields, each with its sort."""
        return {}

    def panes(self) -> Sequence[QWidget]:
        """Return the parts of the page that F6 goes to, in reading order."""
        return (self,)

    def lead(self) -> bool:
        """Put the keyboard into the first needed field that is empty; say whether there is one.

        Fields of the patient strip count; the window calls this when the page is opened by a key.
        """
        return False

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the page, in the order of its buttons."""
        return ()

    def standing(self) -> Sequence[tuple[object, object]]:
        """Return how far what is shown has come, each with its caption: who checked, and when."""
        return ()

    def papers(self) -> Sequence[Paper]:
        """Return every kind of paper; the first is the one that Print shows."""
        return (Paper(_("Whole working"), self.report),) if self.can_print() else ()

    def needs(self) -> frozenset[str]:
        """Name the patient's fields that the page cannot do without."""
        return frozenset()

    def summary(self) -> str | None:
        """Return the page as plain text, or None where there is nothing to copy."""
        return None

    def can_print(self) -> bool:
        """Say whether there is something to put on paper."""
        return False

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by: the record, the page, the day; some empty.

        Its last part is the day of the check or of today.
        """
        return ()

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys that work on this page alone, with what they do."""
        return []

    def report(self) -> Report | None:
        """Return the page as it is printed, or None where there is nothing to print."""
        return None


def may_take(part: QWidget | None) -> bool:
    """Say whether what a part of a page shows may be copied or saved now."""
    while part is not None and not isinstance(part, PageView):
        part = part.parentWidget()
    return part is None or part.is_ready()


class FailedPage(PageView):
    """What stands in the place of a page that could not be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        words = Label(self)
        words.setObjectName("told_stop")
        words.setWordWrap(True)
        words.setMargin(MARGIN)
        say(words, QLabel.setText, FAILED_WORDS)
        layout.addWidget(words)
        layout.addStretch(1)


class Page(NamedTuple):
    """One page: where it stands in the navigation, and how it is built when first visited.

    ``go_to`` puts the keyboard into a field of the patient strip. ``papers`` are the titles of all
    that :meth:`PageView.papers` can return, in the same order, by which the search finds them.
    """

    id: str
    title: object
    group: str
    order: int
    build: Callable[[Session, Callable[[str], None], QWidget], PageView]
    shown_by_default: bool = True
    shortcut: str = ""
    summary: object = ""
    is_calculator: bool = False
    papers: Sequence[object] = ()
