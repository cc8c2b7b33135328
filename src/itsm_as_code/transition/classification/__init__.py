"""From facts to rows of the table: one module for each theme.

A theme says which rows the change of one entity makes, and who has to agree to each; what no theme claims is
any other change, for the entity's owner. Roles, owners and settings are those of the target throughout.
"""
