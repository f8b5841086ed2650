"""The page of what waits for a team lead."""
