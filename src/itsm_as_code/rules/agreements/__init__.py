"""AGR: agreements that hold: signed, measurable, consistent, and supported by what lies below."""
