"""For those who develop itsm: the files that are derived from the code, and whether they are current.

`python -m itsm_as_code.cli.dev generate` writes them, with `--check` it only compares. Must not hold what the
files say: each comes from the package that knows it.
"""
