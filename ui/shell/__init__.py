"""The window around the pages: navigation, menus, messages, search, the worker."""
