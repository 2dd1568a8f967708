"""Working sheets on screen."""
