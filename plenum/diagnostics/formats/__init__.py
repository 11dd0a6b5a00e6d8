"""Report formats: faults go in, one text comes out; one module a format."""
