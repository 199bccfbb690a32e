"""The entry of the packaged program of a department."""

import sys

from bmcalc.department.__main__ import main

sys.exit(main())
