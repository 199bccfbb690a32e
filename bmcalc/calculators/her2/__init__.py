"""The agents against HER2: dose, interval, heart, toxicity."""
