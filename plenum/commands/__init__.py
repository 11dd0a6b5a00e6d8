"""The commands: parsed options go in, an exit status comes out; one module a command."""
