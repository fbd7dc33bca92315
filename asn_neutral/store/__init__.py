"""The register on disk: the only place that knows SQL, sessions and drivers; no rules of law."""
