"""What the law says: words, tables and data with article and dates; no decisions."""
