"""The entry of the packaged program."""

import sys

from bmcalc.__main__ import main

sys.exit(main())
