"""A customer under an open request."""
