"""`python -m itsm_as_code` is `itsm`."""

from __future__ import annotations

import sys

from itsm_as_code.cli import main

if __name__ == "__main__":
    sys.exit(main())
