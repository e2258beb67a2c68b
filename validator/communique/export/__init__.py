"""Exporters, a format a file: a module with `export(dataset)` that yields file names and bytes, found by being here."""
