"""From outside: bytes become numbered rows, rows become checked input; nothing unchecked goes further."""
