"""What to show: rows become a Table; nothing here prints."""
