"""What is true without a screen, a database or a network."""
