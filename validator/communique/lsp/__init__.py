"""The language server: what editors show while an annotation is written.

`server.py` speaks the protocol, `desk.py` knows what is open, `shelf.py` and `survey.py` what stands around it. Each
feature is a noun with a file of its own that makes answers of plain values. All of it is judged by the same code as on
the command line.
"""
