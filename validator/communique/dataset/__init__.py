"""The dataset: its rows, how they are built, and how reports of one event are settled."""
