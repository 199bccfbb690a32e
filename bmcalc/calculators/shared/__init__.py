"""What several calculators do with a dose: rounding, bands, comparison."""
