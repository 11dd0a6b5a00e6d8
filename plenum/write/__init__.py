"""The write stage: outputs go in, the output folder is brought to exactly that state."""
