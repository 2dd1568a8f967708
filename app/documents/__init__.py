"""Everything on paper: block trees, the official page, and the renderers."""
