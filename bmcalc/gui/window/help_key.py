"""The key of the help, in the menus and in every dialog."""

from typing import Final

HELP_KEY: Final = "F1"
