"""Run before the department's program: an ``ssl`` that holds nothing, for what only imports it.

The compiled part of psycopg imports ``ssl`` for older OpenSSL alone; its libpq brings its own, and
speaks TLS by itself. A second OpenSSL does not ship.
"""

import asyncio  # noqa: F401  looks for ssl first, and does without
import sys
import types

sys.modules.setdefault("ssl", types.ModuleType("ssl", "Left out: libpq brings its own TLS."))
