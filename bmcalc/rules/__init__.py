"""Rules as data, the measures they look at, and the one engine that asks them."""
