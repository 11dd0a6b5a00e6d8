"""What a finished page must be: checks of a built site, and the tests that run them."""
