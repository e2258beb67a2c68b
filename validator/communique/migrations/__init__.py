"""From one version of the format to the next: a file for each step, found by being there (`v0_to_v1`).

A file has `STEPS`, which are taken one after the other; after each, the file is read again.
"""
