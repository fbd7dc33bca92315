"""Those who complain, while complaints are taken in: sealed at once, and told apart as far as that is possible."""

from array import array
from collections import defaultdict
from functools import cached_property
from typing import Final

from asn_neutral.domain.numbering import SERIES
from asn_neutral.services.sealing import Sealer, Who, digest_of
from asn_neutral.store.bulk import Bulk, KnownComplaint

FIELDS: Final = ("complainant_name", "complainant_contact")
"""What is said of somebody who complains, by the names of columns."""
_HALF: Final = 32  # bits; two words are taken for the same by mistake once in four thousand million times
_LOW: Final = (1 << _HALF) - 1


class PerRecord:
    """A number for each record that has one, eight bytes a record; 0 for the others."""

    def __init__(self) -> None:
        self._of_year: defaultdict[int, array[int]] = defaultdict(lambda: array("Q"))

    def __getitem__(self, id_: int) -> int:
        """The number of the record with that id."""
        year, serial = divmod(id_, SERIES)
        found = self._of_year.get(year)
        return found[serial] if found is not None and serial < len(found) else 0

    def __setitem__(self, id_: int, number: int) -> None:
        """Give the record with that id a number."""
        year, serial = divmod(id_, SERIES)
        found = self._of_year[year]
        if serial >= len(found):
            found.frombytes(bytes(8 * (serial + 1 - len(found))))
        found[serial] = number


class Complainants:
    """Seals who complained, inside one unit of work.

    Whom the complaints of this command name is remembered as far as it takes to notice another one, by numbers that
    tell nothing outside of this process. Once a command has ended nobody can tell any more: `not_compared` counts the
    rows that name somebody where another command has sealed somebody already, or somebody was erased.
    """

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._add = bulk.adder("complainants")
        self._sealer: Sealer | None = None
        self._key_id = 0
        self._named = PerRecord()
        self.not_compared = 0

    def seal(self, complaint_id: int, who: Who) -> str:
        """Seal who wrote a complaint; what the event that brings it in says of it, as JSON after other words.

        Nothing is sealed, and nothing said, of nobody. The first of all also binds the key of this command.

        Raises:
            NoCustodianError: there is nobody to seal to.
        """
        self._named[complaint_id] = _numbered(who)
        if not any(who):
            return ""
        told = ""
        if self._sealer is None:
            self._sealer, told = self._begin()
        sealed = self._sealer.seal(complaint_id, who)
        self._add((complaint_id, self._key_id, sealed))
        return f',"complainant":"{digest_of(sealed)}"{told}'

    def _begin(self) -> tuple[Sealer, str]:
        sealer = Sealer(self._bulk.custodians(), self._bulk.register_name())
        self._key_id = self._bulk.next_id("sealing_keys")
        self._bulk.adder("sealing_keys")((self._key_id, sealer.sealed_key))
        return sealer, f',"sealing_key":{{"id":{self._key_id},"sha256":"{digest_of(sealer.sealed_key)}"}}'

    @cached_property
    def _forgotten(self) -> frozenset[int]:
        return self._bulk.forgotten()

    def differing(self, known: KnownComplaint, who: Who) -> tuple[str, ...]:
        """Which `FIELDS` name somebody else than the complaint does; what is not said does not differ."""
        before = self._named[known.id]
        if not before:
            if known.has_complainant or known.id in self._forgotten:
                self.not_compared += any(who)
                return ()
            before = _numbered((None, None))
        unlike = before ^ _numbered(who)
        changed = (unlike >> _HALF, unlike & _LOW)
        return tuple(field for field, word, differs in zip(FIELDS, who, changed, strict=True) if word and differs)


def _numbered(who: Who) -> int:
    """A number for both words, half of it for each, drawn anew in every process; 0 stays for what is not known."""
    name, contact = who
    return ((hash(name) & _LOW) << _HALF | hash(contact) & _LOW) or 1
