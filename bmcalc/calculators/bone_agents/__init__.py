"""Denosumab and zoledronic acid."""
