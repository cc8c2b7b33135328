"""ALN: work that leads up to an objective of the business, as much of it as the business needs."""
