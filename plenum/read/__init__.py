"""The read stage: source files go in, articles and shared data come out, one at a time."""
