"""Posts whose name tells who may impose a sanction on whoever holds them, where their class alone does not."""

from collections.abc import Mapping
from typing import Final

from asn_neutral.law.terms import Level, Official, PositionClass

HEADS_OF_TERRITORY: Final[Mapping[str, PositionClass]] = {
    "camat": PositionClass.ADMINISTRATOR,
    "lurah": PositionClass.PENGAWAS,
}
"""The class of a kepala wilayah by a word of the post (PP 18/2016 Pasal 95: III.a and IV.a)."""

FUNCTIONAL_RANKS: Final[Mapping[str, str]] = {"ahli utama": "ahli-utama"}
"""Ranks of functional posts that have entries of their own among the authorities, by the words of the post."""

LADDER: Final = (Official.PPK, Official.JPT_PRATAMA, Official.ADMINISTRATOR, Official.PENGAWAS)
"""The officials of a city by rank, the highest first; the President stands outside."""

STAND_INS: Final = frozenset({Official.JF_AHLI_MADYA, Official.JF_AHLI_MUDA})
"""Holders of functional posts whom the PPK appoints to impose where a unit has no administrator or no pengawas; nobody
stands in for them, and they have no place on the ladder."""

STAND_INS_IMPOSE: Final = Level.RINGAN
"""The one level that they may impose (PP 94/2021 Pasal 22 dan 23)."""

MOVES_UP: Final = "PP 94/2021 Pasal 25"
"""While the post of a competent official is vacant, the next higher official is competent."""
