"""The window: shell, pages and the kit they are built from."""
