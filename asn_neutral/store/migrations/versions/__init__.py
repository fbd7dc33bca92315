"""One file per schema version, never edited once released."""
