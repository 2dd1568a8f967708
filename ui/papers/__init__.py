"""Papers on screen: asked for, previewed, printed."""
