"""Reports, a format a file: a module with `write(outcome, stream, *, colour)`, found by being here."""
