"""What the tests of this room share."""

import os

import pytest


@pytest.fixture
def mutations() -> int:
    """How many damaged files to try: 600, or as ``OP_DESKTOP_MUTATIONS`` says before a release."""
    return int(os.environ.get("OP_DESKTOP_MUTATIONS", "600"))
