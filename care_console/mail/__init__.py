"""Mail to customers: writing it, the way to the mail server, and the courier that empties the queue."""
