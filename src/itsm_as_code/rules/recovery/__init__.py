"""REC: services that come back as soon as the business needs them."""
