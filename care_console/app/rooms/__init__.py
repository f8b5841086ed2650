"""The pages of a shift with their presenters and bars; how they lead to each other is for `app.pages` to say."""
