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
STEP = Decimal("0.3")
TARGET = re.compile(r"(metric: availability\b[^{}]*?\batLeast: )([0-9.]+)", re.DOTALL)
AUTHOR = ("-c", "user.name=A service manager", "-c", "user.email=service-manager@example.com")


def lower_a_target(clone: Path) -> str:
    """Lower the first availability target that an agreement promises, and say so in one sentence."""
    for path in sorted((clone / "catalog" / "slas").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if found := TARGET.search(text):
            lower = str(Decimal(found[2]) - STEP)
            path.write_text(text[: found.start(2)] + lower + text[found.end(2) :], encoding="utf-8")
            return f"Promise {lower} % availability instead of {found[2]} % in {path.name}"
    sys.exit("No agreement in catalog/slas/ promises an availability that could be lowered.")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="itsm-sample-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", "--", ROOT, clone], check=True)
        change = lower_a_target(clone)
        commit = ["commit", "--quiet", "--all", "--no-verify", "--message", change]
        subprocess.run(["git", "-C", clone, *AUTHOR, "-c", "commit.gpgsign=false", *commit], check=True)
        print(f"{change}: itsm plan --base HEAD~1\n", flush=True)
        code = subprocess.run([ITSM, "plan", "--base", "HEAD~1"], cwd=clone, check=False).returncode
    if code not in (0, 1):
        print(f"The plan failed with exit code {code}.", file=sys.stderr)
        return code
    verdict = "needs more before it may be merged" if code else "may go ahead"
    print(f"\nThe change {verdict}; this repository is untouched.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
