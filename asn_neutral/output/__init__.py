"""How to show: a Table or a Record becomes a terminal page or a file; nothing here knows a case."""
