"""The benchmark: a made-up organisation of any size, and how long itsm and other tools take over it.

`python -m bench` measures; `bench.corpus.write` alone writes the files. Nothing of itsm imports this.
"""
