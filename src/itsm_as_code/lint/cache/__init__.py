"""What a lint remembers, so that the next one need not begin anew. Must not change what any lint finds.

Nothing here is trusted blindly: what is remembered counts only for the same bytes of every file, the same
day, the same options and the same tool, down to its source code; contents are hashed, no time of change is
believed. What cannot be read, is not ours or does not fit its type is ignored without a word, and nothing
that is read is ever executed.

It lies outside the repository, in a folder that only its owner can write: whoever proposes a change could
otherwise commit a forged result along with it.

`results` answers a lint of which nothing has changed. It imports neither the rules nor the model.
"""
