"""CAL: calendars that can be, and that say when the business may be disturbed."""
