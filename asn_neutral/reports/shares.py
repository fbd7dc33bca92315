"""Parts of a whole."""

from decimal import ROUND_HALF_UP, Decimal

from asn_neutral.locale import language


def percent(part: int, whole: int) -> Decimal:
    """*part* of *whole* in percent, to one decimal, half up; 0.0 of nothing."""
    if not whole:
        return Decimal("0.0")
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def decimal_text(number: Decimal) -> str:
    """*number* with the decimal sign of the language in force, for a sentence."""
    return str(number).replace(".", ",") if language() == "id" else str(number)
