"""Who complained is sealed: no file holds it, only a custodian opens it, only as that of its complaint."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import BadKeyError, NoCustodianError, WrongKeyError
from asn_neutral.services.backups import make_backup
from asn_neutral.services.check_register import check_register
from asn_neutral.services.import_file import ImportOrder, import_file
from asn_neutral.services.revealing import forget, reveal
from asn_neutral.services.sealing import (
    Opener,
    SealedComplainant,
    Sealer,
    identities_of,
    new_pair,
    public_key,
    wrapped,
)
from asn_neutral.services.upkeep import make_register
from tests.complaints_file import NOW, PRIVATE_KEY, PUBLIC_KEY, ask, desk, dump, opened, row, take, who, write

WHO = ("Pelapor Contoh", "0811-0000-0999")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def sealed(complaint_id: int = 7, register: str = "here") -> SealedComplainant:
    sealer = Sealer([PUBLIC_KEY], register)
    return SealedComplainant(complaint_id, 1, sealer.sealed_key, sealer.seal(complaint_id, WHO))


def opener(register: str = "here", key: str = PRIVATE_KEY) -> Opener:
    return Opener([key], register, Path("kunci.txt"))


def test_what_is_sealed_is_opened_with_the_private_key() -> None:
    assert opener().open(sealed()) == WHO


@pytest.mark.parametrize("person", [(None, "0811"), ("Budi", None), ("Ñandú \U0001f642", "x" * 1000)])
def test_any_words_come_back_as_they_were(person: tuple[str | None, str | None]) -> None:
    sealer = Sealer([PUBLIC_KEY], "here")
    found = SealedComplainant(7, 1, sealer.sealed_key, sealer.seal(7, person))
    assert opener().open(found) == person


def test_its_length_tells_little() -> None:
    sealer = Sealer([PUBLIC_KEY], "here")
    assert len(sealer.seal(1, ("A", None))) == len(sealer.seal(2, ("Budi Santoso", "0811-0000-0999")))


def test_the_same_words_are_never_sealed_alike() -> None:
    sealer = Sealer([PUBLIC_KEY], "here")
    assert len({sealer.seal(7, WHO) for _turn in range(100)}) == 100


def test_it_is_opened_only_as_that_of_its_complaint_and_its_register() -> None:
    found = sealed()
    with pytest.raises(WrongKeyError):
        opener().open(found._replace(complaint_id=8))
    with pytest.raises(WrongKeyError):
        opener("there").open(found)


def test_another_key_opens_nothing_and_neither_does_what_was_changed() -> None:
    found = sealed()
    with pytest.raises(WrongKeyError, match=r"kunci\.txt is not opened by this key"):
        opener(key=new_pair().private).open(found)
    for place in range(0, len(found.sealed), 7):
        changed = bytearray(found.sealed)
        changed[place] ^= 1
        with pytest.raises(WrongKeyError):
            opener().open(found._replace(sealed=bytes(changed)))
    for short in (b"", b"x" * 11, b"x" * 20):
        with pytest.raises(WrongKeyError):
            opener().open(found._replace(sealed=short))


def test_each_custodian_opens_it_alone() -> None:
    pairs = [new_pair() for _turn in range(3)]
    sealer = Sealer([pair.public for pair in pairs], "here")
    found = SealedComplainant(7, 1, sealer.sealed_key, sealer.seal(7, WHO))
    assert [opener(key=pair.private).open(found) for pair in pairs] == [WHO] * 3


def test_there_must_be_somebody_to_seal_to() -> None:
    with pytest.raises(NoCustodianError):
        Sealer([], "here")
    with pytest.raises(BadKeyError):
        Sealer(["age1x"], "here")
    assert public_key(f" {PUBLIC_KEY}\n") == PUBLIC_KEY


def test_a_key_file_that_is_damaged_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kunci.txt"
    path.write_text("AGE-SECRET-KEY-1XXXX")
    path.chmod(0o600)
    with pytest.raises(BadKeyError, match="a private key of age is damaged"):
        Opener(identities_of(path), "here", path).open(sealed())


def test_a_passphrase_wraps_a_key(tmp_path: Path) -> None:
    pair, path = new_pair(), tmp_path / "kunci.txt"
    path.write_bytes(wrapped(pair, "kata sandi"))
    path.chmod(0o600)
    assert pair.private.encode() not in path.read_bytes()
    assert identities_of(path, lambda: "kata sandi") == [pair.private]
    with pytest.raises(WrongKeyError):
        identities_of(path, lambda: "lain")


# ---- in a register


def test_without_a_custodian_nobody_can_be_named(tmp_path: Path) -> None:
    register = tmp_path / "none.db"
    make_register(register, now=NOW)
    before = dump(register)
    with pytest.raises(NoCustodianError):
        take(register, write(tmp_path / "in.csv", row(1)))
    assert dump(register) == before
    assert take(register, write(tmp_path / "b.csv", row(1, nama_pelapor="", kontak_pelapor=""))).accepted == 1


def test_the_chain_holds_nothing_that_could_be_tried_out(register: Path, tmp_path: Path) -> None:
    """The same person twice leaves nothing twice; what the events hold is the hash of what nobody can guess."""
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    told = [str(details) for (details,) in ask(register, "SELECT json_extract(details, '$.complainant') FROM events")]
    assert len(set(told)) == len(told)
    assert check_register(register).ok


PLANTED = 1_000


def planted(number: int) -> tuple[str, str]:
    return f"Zxqvia{number:04} Rahasiawati{number:04}", f"0899-{number:04}-0899-{number:04}"


def found_in(folder: Path) -> list[str]:
    """The files under a folder that hold a word of somebody who was planted, however it is written."""
    marks = [
        mark.encode(code) for mark in ("Zxqvia", "Rahasiawati", "0899-0", "-0899-") for code in ("utf-8", "utf-16-le")
    ]
    return [
        path.name for path in folder.rglob("*") if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]


def test_nobody_of_a_thousand_is_found_in_any_file(register: Path, tmp_path: Path) -> None:
    sender = tmp_path / "sender"
    sender.mkdir()
    place = register.parent
    people = [dict(zip(("nama_pelapor", "kontak_pelapor"), planted(number), strict=True)) for number in range(PLANTED)]
    file = write(sender / "in.csv", *(row(number, **one) for number, one in enumerate(people)))
    assert found_in(sender) == ["in.csv"]
    import_file(ImportOrder(str(file)), desk(register))
    (place / "cadangan").mkdir()
    make_backup(register, place / "cadangan", NOW)
    reveal("P-2024/0001", "uji", desk(register), [PRIVATE_KEY], Path("kunci"))
    file.unlink()
    assert found_in(place) == []
    assert sorted(who(register)) == sorted(planted(number) for number in range(PLANTED))


# ---- seeing and erasing


def test_that_somebody_was_seen_is_on_record_before_it_is_told(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    found = reveal("00001/LP/X/2024", "Diminta Majelis", desk(register), [PRIVATE_KEY], Path("kunci"))
    assert (found.name, found.contact) == who(register)[0]
    step, details, actor = ask(register, "SELECT step, details, actor FROM events ORDER BY seq DESC LIMIT 1")[0]
    assert (step, actor) == ("reveal-complainant", "petugas")
    assert "Diminta Majelis" in str(details)
    assert str(found.name) not in str(details)
    assert check_register(register).ok


def test_a_wrong_key_records_nothing(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    before = dump(register)
    with pytest.raises(WrongKeyError):
        reveal("P-2024/0001", "uji", desk(register), [new_pair().private], Path("kunci"))
    assert dump(register) == before


def test_what_was_forgotten_is_nowhere_and_the_chain_holds(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    ((kept,),) = ask(register, "SELECT sealed FROM complainants WHERE complaint_id = (SELECT min(id) FROM complaints)")
    assert isinstance(kept, bytes)
    assert kept in register.read_bytes()
    forget("P-2024/0001", "Permintaan pelapor", desk(register))
    assert len(who(register)) == 1
    assert kept not in b"".join(path.read_bytes() for path in register.parent.iterdir() if path.is_file())
    assert check_register(register).ok
    with opened(register) as connection:  # and somebody who puts another one there is found
        connection.execute(
            "INSERT INTO complainants SELECT (SELECT min(id) FROM complaints), key_id, sealed FROM complainants"
        )
    assert [finding.code for finding in check_register(register).findings] == ["complainant"]
