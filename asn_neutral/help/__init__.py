"""Offline help topics, shown by `asn-neutral help TOPIC`."""
