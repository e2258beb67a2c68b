"""The documentation: pages in Markdown, and the program that writes those that follow from the code."""
