"""A register of civil-servant (ASN) election-neutrality violations for regional secretariats."""

__version__ = "0.1.0"
