"""Everything that can be read off a window: by its accessibility tree, and by its properties."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QWidget

TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value,
         QAccessible.Text.Help, QAccessible.Text.Accelerator,
         QAccessible.Text.DebugDescription)

READ = ("QString", "int", "double", "bool", "uint", "QByteArray", "QStringList", "QVariant")
"""The kinds of properties that hold words and numbers."""


def accessible_words(root):
    """Give every text of the accessibility tree, also of what is hidden."""
    interface = QAccessible.queryAccessibleInterface(root)
    assert interface is not None
    waiting, seen = [interface], 0
    while waiting:
        one = waiting.pop()
        seen += 1
        for which in TEXTS:
            yield one.text(which)
        text = one.textInterface()
        if text is not None:
            yield text.text(0, text.characterCount())
        for index in range(one.childCount()):
            child = one.child(index)
            if child is not None and child.isValid():
                waiting.append(child)
    assert seen > 20, "the tree was walked"


def properties(root):
    """Give every property of every object, and what lists and completers hold."""
    for one in [root, *root.findChildren(QObject)]:
        meta = one.metaObject()
        for index in range(meta.propertyCount()):
            if meta.property(index).typeName() not in READ:
                continue
            value = meta.property(index).read(one)
            if isinstance(value, (str, list)):
                yield str(value)
        for name in one.dynamicPropertyNames():
            written = bytes(name.data()).decode()
            if not written.startswith("_"):
                yield str(one.property(written))
        yield one.objectName()
        if isinstance(one, QWidget):
            yield from (one.toolTip(), one.whatsThis(), one.statusTip(), one.accessibleName(),
                        one.accessibleDescription(), one.windowTitle())
        if isinstance(one, QLineEdit):
            completer = one.completer()
            assert completer is None
            yield from (one.text(), one.placeholderText(), one.selectedText())
        if isinstance(one, (QComboBox, QAbstractItemView)):
            model = one.model()
            for row in range(model.rowCount()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
                             Qt.ItemDataRole.AccessibleTextRole,
                             Qt.ItemDataRole.AccessibleDescriptionRole):
                    yield str(model.index(row, 0).data(role))


def clipboard_words():
    """Give what the clipboards hold."""
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        yield clipboard.text(mode)


def everything(root):
    """Return every text that can be read off a window."""
    return [*accessible_words(root), *properties(root), *clipboard_words()]
