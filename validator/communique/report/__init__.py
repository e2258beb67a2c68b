"""Reports, a format a file: a module with `write(run, stream, colour)`, found by being here."""
