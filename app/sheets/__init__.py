"""Working sheets: what a screen or paper with many rows of one subject shows and takes."""
