"""A regimen for one patient: all doses, the comparison with the order, schedule and gates."""
