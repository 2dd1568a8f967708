"""The service map on screen."""
