"""Starts OP Desktop from a checkout."""

import sys

from ui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
