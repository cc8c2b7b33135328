"""The pages of the site, one module for each sort of page: `pages(site)` gives them."""
