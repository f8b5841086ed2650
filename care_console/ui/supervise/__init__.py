"""The page on which a lead joins the requests of others."""
