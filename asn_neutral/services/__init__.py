"""One verb each: open a unit of work, ask the domain, save, return a result."""
