"""The calculators that stand at the left and have a key, until others are chosen."""

from typing import Final

FAVOURITES: Final = ("carboplatin", "corrected-calcium", "renal-function", "mirels")
MOST_FAVOURITES: Final = 9
"""As many as there are keys from Ctrl+1 on."""
