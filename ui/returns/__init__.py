"""The monthly return on screen."""
