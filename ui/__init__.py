"""The Qt window: shows and asks; holds no rule of the office."""
