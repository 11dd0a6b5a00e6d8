"""Rules over values: articles and sites go in, faults come out; no rule imports a stage."""
