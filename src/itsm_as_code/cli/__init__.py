"""The command line: verbs, options, exit codes, the terminal and the clock.

Click, the environment and `today` live here and nowhere else. Must not judge or compute anything: a verb
reads its options, asks `itsm_as_code.api` and hands the answer to a report.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `itsm` and give its exit code.

    Args:
        arguments: The words after `itsm`; those of the process when absent.

    Returns:
        0 clean · 1 findings or a refused plan · 2 usage, configuration or repository trouble · 3 a bug in
        itsm · 130 interrupted · 141 the reader of the output went away.
    """
    from itsm_as_code.cli.run import run

    if arguments is not None:
        return run(arguments)
    # A verb lives for moments: searching a large catalogue for dead cycles, again and again while it grows
    # and once more at the end, takes a quarter of the time and frees nothing. A verb that stays turns it on.
    gc.disable()
    code = run(sys.argv[1:])
    gc.freeze()
    return code
