"""The domain: values and pure functions. Imports no Pelican, Jinja or YAML and reads no file."""
