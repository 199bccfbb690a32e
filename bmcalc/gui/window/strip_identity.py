"""Whose order it is, where the records know the patient: number, birth month, sex and age."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.window.session import RECORD, Session

_SEX = {"female": _("F"), "male": _("M")}


class StripIdentity(QWidget):
    """The two identifiers in place of the fields that they answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, scaled(12), scaled(4))
        layout.setSpacing(scaled(2))
        self._number = Label(self)
        self._number.setObjectName("identity")
        self._born = Label(self)
        self._born.setObjectName("muted")
        layout.addWidget(self._number)
        layout.addWidget(self._born)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_patient(self, session: Session) -> frozenset[str]:
        """Show whom the records know; return the fields that need not stand beside it."""
        born = session.of_records("records:born")
        number = _typed(session, "", RECORD)
        if not (born and number):
            self.hide()
            return frozenset()
        sex, age = _typed(session, "", "sex"), _typed(session, "", "age")
        said = [str(_("born {month}", month=born))]
        if sex in _SEX:
            said.append(str(_SEX[sex]))
        if age.isdigit():
            said.append(str(_("{years} y", years=age)))
        put(self._number, number)
        put(self._born, " · ".join(said))
        self.setAccessibleName(f"{number}, {', '.join(said)}")
        self.show()
        return frozenset({
            RECORD, *(["sex"] if sex in _SEX else []), *(["age"] if age.isdigit() else []),
        })


def _typed(session: Session, page: str, name: str) -> str:
    return str(session.entry(page, name).typed or "").strip()
