"""Foreign content goes in, what an article can hold comes out."""
