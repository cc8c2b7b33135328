"""STK: stakeholders that are known, agreed with and evaluated."""
