"""A page that shows the records: what was read, or in one sentence why it was not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.page import MARGIN, PageAction, PageView
from bmcalc.gui.pages.records.access import has_people, opened_desk
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.check_acts import CHECK_ACTS
from bmcalc.gui.pages.records.no_records import NoRecords
from bmcalc.gui.window.session import Session
from bmcalc.records.checks.check import Check
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.people.person import Person


class RecordsPage(PageView):
    """Reads when it is entered and after every act. ``down`` takes what is shown.

    ``title`` and ``about`` say what the page is for while there are no records.
    """

    title: object = ""
    about: object = ""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.is_read = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.fault = Label(self)
        self.fault.setObjectName("fault")
        self.fault.setWordWrap(True)
        self.fault.setMargin(MARGIN)
        self.fault.hide()
        layout.addWidget(self.fault)
        self.nothing = NoRecords(self.title, self.about, self)
        self.nothing.set_up.connect(self._set_up)
        self.nothing.new.connect(lambda: self.page_asked.emit("order-check", ""))
        self.nothing.hide()
        layout.addWidget(self.nothing, 1)
        self.inside = ScrollArea(self)
        layout.addWidget(self.inside, 1)
        self.within = QWidget(self.inside)
        self.down = QVBoxLayout(self.within)
        self.down.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        self.down.setSpacing(scaled(10))
        self.inside.setWidget(self.within)

    def look(self, desk: Desk) -> None:
        """Read what the page shows; :class:`RecordsFault` where it cannot be."""
        raise NotImplementedError

    def show_read(self) -> None:
        """Show what was read."""
        raise NotImplementedError

    def enter(self) -> None:
        """Read the records as they stand now."""
        self.read()

    def records_changed(self) -> None:
        """Read what was recorded elsewhere."""
        self.read()

    def strip_fields(self) -> Sequence[str]:
        """Return nothing: the page is no one patient's."""
        return ()

    def results(self) -> Sequence[QWidget]:
        """Return what was read from the records."""
        return (self.inside,)

    def forget(self) -> None:
        """Drop what was read."""
        self.is_read = False

    def translate(self) -> None:
        """Read everything again in another language."""
        self.read()

    def read(self) -> None:
        """Read anew; where that cannot be, one sentence says why."""
        try:
            is_ready = has_people()
            if is_ready:
                with opened_desk() as desk:
                    self.look(desk)
        except RecordsFault as fault:
            self.refuse(fault)
            return
        put(self.fault, "")
        self.nothing.setVisible(not is_ready)
        self.inside.setVisible(is_ready)
        if is_ready:
            self.is_read = True
            self.show_read()
        else:
            self.forget()
        self.acts_changed.emit()

    def refuse(self, fault: RecordsFault) -> None:
        """Show nothing but why the records cannot be read."""
        self.forget()
        self.nothing.hide()
        self.inside.hide()
        put(self.fault, str(fault))
        self.acts_changed.emit()

    def press(self, key: str, *more: PageAction) -> None:
        """Do what a letter stands for among what can be done here, or say why not."""
        for action in (*self.page_actions(), *more):
            if action.keys == key:
                if str(action.why_not):
                    self.told.emit(_("{action}: not now. {reason}", action=action.text,
                                     reason=action.why_not))
                else:
                    action.act()

    def ask_act(self, kind: Kind, check: Check, people: Sequence[Person]) -> ActDialog:
        """Open what an act on a check asks; what it recorded is shown when it is done."""
        what = next(one for one in CHECK_ACTS if one.kind is kind)
        dialog = ActDialog(what, check, people, self)
        dialog.finished.connect(lambda result: self.acted(bool(result)))
        dialog.open()
        return dialog

    def acted(self, is_recorded: bool = True) -> None:
        """Show the records as they stand now; ``is_recorded`` says that something was recorded."""
        self.read()
        if is_recorded:
            self.recorded.emit()

    def _set_up(self) -> None:
        from bmcalc.gui.pages.records.new_person_dialog import FirstAdministratorDialog

        dialog = FirstAdministratorDialog(self)
        dialog.accepted.connect(self.acted)
        dialog.open()
