"""The event types, a family a file. A type is a subclass of `Event` with a `type` of its own, found by being here."""
