"""What a window can be asked to do with the patient: open another one, clear, bring back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from bmcalc.gui.window.bottom_bar import BottomBar
from bmcalc.gui.window.patient_change import PatientChange
from bmcalc.gui.window.session import Session

ORDER_PAGE = "order-check"


class PatientWindow(QMainWindow):
    """A window about one patient, whose pages it shows by their ids."""

    session: Session
    patient: PatientChange
    bottom: BottomBar

    def visit(self, identifier: str, subject: str = "") -> None:
        """Show a page, with what it opens where that is named."""
        raise NotImplementedError

    def reload(self, page: str = "") -> None:
        """Show what the session holds, on another page where one is named."""
        raise NotImplementedError

    def ask_to_open_case_on(self, number: int, page: str, with_invented: bool) -> None:
        """Show a page with a printed case as the patient, asked where something is not saved."""
        self.patient.before_another(lambda: self.open_case_on(number, page, with_invented))

    def ask_to_open_case(self, number: int) -> None:
        """Open a printed case as the patient, asked where something is not saved."""
        self.patient.before_another(lambda: self.open_case(number))

    def open_case_on(self, number: int, page: str, with_invented: bool) -> None:
        """Show a page with a printed case as the patient."""
        self.visit(page)
        self.open_case(number, with_invented)

    def open_case(self, number: int, with_invented: bool = True) -> None:
        """Open a printed case as the patient, what it never gives invented or left empty."""
        from bmcalc.gui.window.opened_case import open_printed_case

        note = open_printed_case(self.session, number, with_invented)
        self.patient.replaced()
        self.reload()
        self.bottom.tell(note)

    def patient_opened(self, page: str) -> None:
        """Show a page on which another patient stands now."""
        self.patient.replaced()
        self.reload(page)

    def open_file(self, path: Path) -> None:
        """Open an order file as the patient; say why where it is none."""
        from bmcalc.gui.window.opened_file import open_file

        page, refused = open_file(self.session, path)
        if page is None:
            self.patient.was_refused()
            self.bottom.tell(refused, alarming=True)
        else:
            self.patient_opened(page)

    def lead(self) -> None:
        """Put the keyboard into the first field of the page that is needed and empty."""
        raise NotImplementedError

    def is_patient_opened(self, identifier: str, subject: str) -> bool:
        """Open what the order page is asked for with, as the patient; say whether it was that."""
        if identifier == ORDER_PAGE and subject:
            self.ask_to_open_check(subject)
            return True
        return False

    def ask_to_open_check(self, subject: str) -> None:
        """Put a check of the records on the order page, asked where something is not saved."""
        self.patient.before_another(lambda: self.open_check(subject))

    def open_check(self, subject: str) -> None:
        """Put a check of the records on the order page; say why where it cannot be."""
        from bmcalc.gui.pages.course.next_check import opened_subject

        told, refused = opened_subject(self.session, subject)
        if refused:
            self.patient.was_refused()
            self.bottom.tell(refused, alarming=True)
        else:
            self.patient.replaced()
            self.reload(ORDER_PAGE)
            self.lead()
            self.bottom.tell(told)

    def ask_to_clear(self) -> None:
        """Begin a new patient, asked where something is not saved."""
        self.patient.ask_to_clear()

    def clear_patient(self) -> None:
        """Forget the patient and every page."""
        self.patient.clear()

    def restore_patient(self) -> None:
        """Bring back what was cleared or replaced."""
        self.patient.restore()
