"""The shipped law data as Python modules, which load ten times as fast; the TOML files are the source."""
