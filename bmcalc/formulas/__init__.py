"""The published equations, each beside its reference; no question and no cut-off."""
