"""Speed, measured as ratios: the program and a bare tool doing the same work, side by side in one run (``make bench``)."""
