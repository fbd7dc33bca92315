"""What follows from the law: pure functions on frozen values; no clock, no input or output."""
