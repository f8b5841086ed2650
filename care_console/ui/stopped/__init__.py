"""What was stopped without a customer's own choice: suppressed addresses, and reported deaths for leads."""
