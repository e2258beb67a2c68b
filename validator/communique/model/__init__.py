"""The data model: the codebook as pydantic models. Nothing here knows YAML."""
