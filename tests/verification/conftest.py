"""The reports paint with whatever application runs; the window's tests need a whole one."""

import pytest


@pytest.fixture(autouse=True)
def _whole_application(qapp):
    return qapp
