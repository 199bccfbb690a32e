"""Results as HTML: the one report for screen, paper and PDF."""
