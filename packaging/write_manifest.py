"""Write the list of shipped files with their hashes into a built program: write_manifest.py FOLDER.

The last step of a build, once the programs are signed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bmcalc.verification.manifest import write_manifest

if __name__ == "__main__":
    write_manifest(Path(sys.argv[1]))
