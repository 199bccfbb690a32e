"""A window with nothing in it: what bmcalc's size and start are measured against."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1360, 860)
window.show()
QTimer.singleShot(0, application.quit)
sys.exit(application.exec())
