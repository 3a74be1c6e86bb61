"""The objects of the API, one module per family: what they look like and how they change."""
