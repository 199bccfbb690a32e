"""``bmcalc records``: what the records can be asked for, and told, without the window."""
