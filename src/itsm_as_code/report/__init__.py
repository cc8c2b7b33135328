"""Reports: one module per output format and per thing shown.

Every module turns what it is given into text and does nothing else. Must not know the command line, the
terminal (style and width are arguments), files to write to, or git.
"""
