"""Two versions of a schema: what changed, for those who write files by it and for those who read them.

A schema is walked as a validator walks it, along its references; how its text is laid out makes no difference.
"""
