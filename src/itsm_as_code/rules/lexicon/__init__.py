"""LEX: one common lexicon, in which each word means one thing and is used."""
