"""Frozen values: what the stages hand to each other."""
