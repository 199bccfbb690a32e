"""One carboplatin computation from patient fields through ``compute``, in microseconds.

Run: .venv/bin/python -m tests.benchmarks.compute_carboplatin
"""

import statistics
from timeit import repeat

from bmcalc import compute

PATIENT = {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "creatinine": "68 umol/L",
    "target_auc": "5 mg*min/mL",
}
CASES = {
    "BSA-free, NRG weight (default)": PATIENT,
    "actual weight": {**PATIENT, "weight_basis": "actual"},
    "typed GFR": {"target_auc": "5 mg*min/mL", "gfr": "78 mL/min", "gfr_kind": "measured"},
}
NUMBER = 2000


def main() -> None:
    """Print the best and the median of nine rounds for each case."""
    for name, case in CASES.items():
        rounds = repeat(lambda case=case: compute("carboplatin", case), number=NUMBER, repeat=9)
        micro = [seconds / NUMBER * 1e6 for seconds in rounds]
        print(f"{name:32} best {min(micro):6.1f} µs, median {statistics.median(micro):6.1f} µs")


if __name__ == "__main__":
    main()
