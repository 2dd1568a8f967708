"""上级表格 on screen: the kept forms, what stands where in them, and filling them."""
