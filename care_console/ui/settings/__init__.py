"""The settings page: how the console looks and speaks, and after how long it masks what it shows."""
