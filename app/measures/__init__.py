"""Measures (指标): every figure names the rows behind it and counts them."""
