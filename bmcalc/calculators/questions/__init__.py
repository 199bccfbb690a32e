"""The questions that several calculators ask."""
