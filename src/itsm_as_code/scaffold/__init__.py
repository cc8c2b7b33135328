"""Beginnings: whole repositories (`itsm init`) and single files (`itsm new`).

Must not know the terminal: questions and answers are plain data, and the command line does the asking. What
it writes is planned in memory, judged there, and then written all at once or not at all.
"""
