"""communique: event annotations as code, validated and compiled into a dataset whose facts point to their passages."""

__version__ = "0.1.0"
