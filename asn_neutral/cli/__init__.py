"""Words typed: parse, call one service or report, show."""
