"""PRC: processes that somebody answers for, each with a reason, an outcome and a way to carry it out."""
