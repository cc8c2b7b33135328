"""What a repository holds: the kinds of entity, their fields, the words they use.

Knows nothing of files, of other entities or of what is right for a business: it says what one entity may
look like. Only this package (and the module of `catalog` that turns its errors into problems) uses pydantic,
and `kinds` and `vocabulary` are free of it.
"""
