"""The smallest PySide6 window, opened and closed: what the start of bmcalc is measured against."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("window"))
window.resize(1360, 860)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
