"""The render stage: complete pages go in, the bytes of files come out."""
