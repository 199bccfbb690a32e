"""Where the data files live: beside the package in a checkout, inside it once installed."""

from pathlib import Path

_INSIDE = Path(__file__).parent / "resources"
_BESIDE = Path(__file__).parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped data file, for example ``resource("sources.toml")``."""
    root = _INSIDE if _INSIDE.is_dir() else _BESIDE
    return root.joinpath(*parts)
