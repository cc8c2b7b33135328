"""Show what a change touches: lower one promise of the sample organisation and let `itsm plan` judge it.

    python -m tools.sample_change

The change is committed in a temporary clone, so the repository itself stays as it is. A plan that is refused
(exit code 1) is as good an answer as one that passes (0); any other code is a failure.
"""

import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ITSM = Path(sys.executable).with_name("itsm")
AGREEMENT = "catalog/slas/retail.yaml"
STEP = Decimal("0.3")
TARGET = re.compile(r"(metric: availability\b[^{}]*?\batLeast: )([0-9.]+)", re.DOTALL)
AUTHOR = ("-c", "user.name=A service manager", "-c", "user.email=service-manager@example.com")


def lower_a_target(path: Path) -> str:
    """Lower the first availability target of an agreement, and say so in one sentence."""
    text = path.read_text(encoding="utf-8")
    found = TARGET.search(text)
    if found is None:
        sys.exit(f"{AGREEMENT} promises no availability that could be lowered.")
    lower = str(Decimal(found[2]) - STEP)
    path.write_text(text[: found.start(2)] + lower + text[found.end(2) :], encoding="utf-8")
    return f"Lower the promised availability in {AGREEMENT} from {found[2]} to {lower} %"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="itsm-sample-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", "--", ROOT, clone], check=True)
        change = lower_a_target(clone / AGREEMENT)
        commit = ["commit", "--quiet", "--all", "--no-verify", "--message", change]
        subprocess.run(["git", "-C", clone, *AUTHOR, "-c", "commit.gpgsign=false", *commit], check=True)
        print(f"In a temporary clone: {change}.\nitsm plan --base HEAD~1\n", flush=True)
        code = subprocess.run([ITSM, "plan", "--base", "HEAD~1"], cwd=clone, check=False).returncode
    if code not in (0, 1):
        print(f"The plan failed with exit code {code}.", file=sys.stderr)
        return code
    verdict = "needs more before it may be merged" if code else "may go ahead"
    print(f"\nThe change {verdict}; this repository is untouched.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
