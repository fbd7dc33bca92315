"""Custodians come and go; what is sealed is opened by those who are there, and by nobody else."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.numbering import record_id
from asn_neutral.errors import (
    AmbiguousError,
    BadKeyError,
    CustodiansError,
    DuplicateError,
    NotFoundError,
    WrongKeyError,
)
from asn_neutral.services.check_register import check_register
from asn_neutral.services.custodians import (
    Keyed,
    add_custodian,
    check_key,
    custodians_of,
    named_custodian,
    refuse_twice,
    retire_custodian,
    rotate_custodian,
)
from asn_neutral.services.sealing import KeyPair, new_pair
from asn_neutral.services.upkeep import make_register
from tests.complaints_file import NOW, PRIVATE_KEY, PUBLIC_KEY, desk, dump, opened, row, take, who, write

FILE = Path("kunci.txt")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    for number in (1, 2):  # two commands, two keys
        take(register, write(tmp_path / f"{number}.csv", row(number)))
    return register


@pytest.fixture
def other() -> KeyPair:
    return new_pair()


def opens(register: Path, private: str) -> bool:
    try:
        return len(who(register, private)) == 2
    except WrongKeyError:
        return False


def test_one_more_sees_what_is_there_already_and_what_comes(filled: Path, other: KeyPair, tmp_path: Path) -> None:
    added = add_custodian("Inspektur", other.public, desk(filled), [PRIVATE_KEY], FILE)
    assert (added.name, added.public_key, added.retired_at) == ("Inspektur", other.public, None)
    assert opens(filled, other.private)
    assert opens(filled, PRIVATE_KEY)
    take(filled, write(tmp_path / "3.csv", row(3)))
    assert len(who(filled, other.private)) == 3
    assert check_register(filled).ok


def test_one_who_is_retired_sees_nothing_any_more(filled: Path, other: KeyPair) -> None:
    add_custodian("Inspektur", other.public, desk(filled), [PRIVATE_KEY], FILE)
    gone = retire_custodian("Uji", desk(filled), [other.private], FILE)
    assert gone.retired_at is not None
    assert not opens(filled, PRIVATE_KEY)
    assert opens(filled, other.private)
    assert [(one.name, one.retired_at is None) for one in custodians_of(filled)] == [
        ("Uji", False),
        ("Inspektur", True),
    ]
    assert check_register(filled).ok


def test_a_new_key_takes_the_place_of_the_old_one(filled: Path, other: KeyPair, tmp_path: Path) -> None:
    old, new = rotate_custodian("Uji", other.public, desk(filled), [PRIVATE_KEY], FILE)
    assert (old.public_key, new.public_key, new.name) == (PUBLIC_KEY, other.public, "Uji")
    assert not opens(filled, PRIVATE_KEY)
    assert opens(filled, other.private)
    take(filled, write(tmp_path / "3.csv", row(3)))
    assert len(who(filled, other.private)) == 3
    assert check_register(filled).ok


def test_a_wrong_key_changes_nothing(filled: Path, other: KeyPair) -> None:
    before = dump(filled)
    for change in (
        lambda: add_custodian("Inspektur", other.public, desk(filled), [other.private], FILE),
        lambda: rotate_custodian("Uji", other.public, desk(filled), [], FILE),
    ):
        with pytest.raises(WrongKeyError):
            change()
    assert dump(filled) == before


def test_how_many_there_may_be(filled: Path) -> None:
    with pytest.raises(CustodiansError, match="a register has 1 to 3 custodians"):
        retire_custodian("Uji", desk(filled), [PRIVATE_KEY], FILE)
    for name in ("B", "C"):
        add_custodian(name, new_pair().public, desk(filled), [PRIVATE_KEY], FILE)
    with pytest.raises(CustodiansError, match="a register has 1 to 3 custodians"):
        add_custodian("D", new_pair().public, desk(filled), [PRIVATE_KEY], FILE)


def test_who_cannot_be_added_or_is_not_there(filled: Path, other: KeyPair) -> None:
    with pytest.raises(DuplicateError, match="`asn-neutral key list` shows the custodians"):
        add_custodian("Lain", PUBLIC_KEY, desk(filled), [PRIVATE_KEY], FILE)
    with pytest.raises(BadKeyError):
        add_custodian("Lain", "age1x", desk(filled), [PRIVATE_KEY], FILE)
    with pytest.raises(NotFoundError):
        retire_custodian("Lain", desk(filled), [PRIVATE_KEY], FILE)
    rotate_custodian("Uji", other.public, desk(filled), [PRIVATE_KEY], FILE)
    with pytest.raises(DuplicateError):  # a key that was retired does not come back
        add_custodian("Lain", PUBLIC_KEY, desk(filled), [other.private], FILE)


def test_the_first_custodian_of_a_register_without_any_needs_no_key(tmp_path: Path, other: KeyPair) -> None:
    register = tmp_path / "none.db"
    make_register(register, now=NOW)
    add_custodian("Inspektur", other.public, desk(register), [], None)
    take(register, write(tmp_path / "in.csv", row(1)))
    assert len(who(register, other.private)) == 1
    assert check_register(register).ok


def test_what_a_key_opens(filled: Path, register: Path, other: KeyPair, tmp_path: Path) -> None:
    assert check_key(filled, [PRIVATE_KEY], FILE) == Keyed(2, 2, 2, ())
    with pytest.raises(WrongKeyError):
        check_key(filled, [other.private], FILE)
    empty = tmp_path / "empty.db"
    make_register(empty, now=NOW)
    assert check_key(empty, [other.private], FILE) == Keyed(0, 0, 0, ())
    assert register.exists()


DAMAGES = {
    "changed": "UPDATE complainants SET sealed = zeroblob(length(sealed)) WHERE complaint_id = :first",
    "cut": "UPDATE complainants SET sealed = x'00' WHERE complaint_id = :first",
    "moved": (
        "UPDATE complainants SET (sealed, key_id) = (SELECT sealed, key_id FROM complainants"
        " WHERE complaint_id <> :first) WHERE complaint_id = :first"
    ),
    "without its key": "UPDATE complainants SET key_id = 99 WHERE complaint_id = :first",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_complainant_that_is_not_opened_is_named_by_the_complaint(filled: Path, damage: str) -> None:
    with opened(filled) as connection:
        connection.execute(damage, {"first": record_id(2024, 1)})
    found = check_key(filled, [PRIVATE_KEY], FILE)
    assert found == Keyed(2, 2, 2, ("P-2024/0001",))
    assert not found.ok


def test_a_key_that_opens_only_some_is_told(filled: Path) -> None:
    with opened(filled) as connection:
        connection.execute("UPDATE sealing_keys SET sealed = zeroblob(length(sealed)) WHERE id = 1")
    found = check_key(filled, [PRIVATE_KEY], FILE)
    assert (found, found.ok) == (Keyed(2, 1, 2, ("P-2024/0001",)), False)


def test_a_custodian_is_named_with_a_key() -> None:
    assert named_custodian(f" Inspektur  Kota ={PUBLIC_KEY}") == ("Inspektur Kota", PUBLIC_KEY)
    with pytest.raises(CustodiansError, match="write NAME=PUBLIC-KEY"):
        named_custodian(PUBLIC_KEY)


# ---- names


@pytest.mark.parametrize("name", ["Uji", "UJI", " uji "])
def test_a_name_is_of_one_custodian(filled: Path, other: KeyPair, name: str) -> None:
    before = dump(filled)
    with pytest.raises(DuplicateError, match="A custodian of that name is already in the register as Uji"):
        add_custodian(name, other.public, desk(filled), [PRIVATE_KEY], FILE)
    assert dump(filled) == before


def test_a_known_key_is_told_by_the_name_it_has(filled: Path, other: KeyPair) -> None:
    with pytest.raises(DuplicateError, match="in the register as Uji"):
        add_custodian("Kepala", PUBLIC_KEY, desk(filled), [PRIVATE_KEY], FILE)
    add_custodian("Inspektur", other.public, desk(filled), [PRIVATE_KEY], FILE)
    retire_custodian("Inspektur", desk(filled), [PRIVATE_KEY], FILE)
    with pytest.raises(DuplicateError, match=r"as Inspektur\. It was retired on 2025-01-15, and does not come back"):
        add_custodian("Inspektur", other.public, desk(filled), [PRIVATE_KEY], FILE)


def test_two_of_one_name_are_told_apart_by_their_keys(filled: Path, other: KeyPair) -> None:
    """Earlier versions let a second one have the name."""
    add_custodian("Inspektur", other.public, desk(filled), [PRIVATE_KEY], FILE)
    with opened(filled) as connection:
        connection.execute("UPDATE custodians SET name = 'Uji'")
    with pytest.raises(AmbiguousError, match="Give the public key in place of the name"):
        retire_custodian("Uji", desk(filled), [PRIVATE_KEY], FILE)
    gone = retire_custodian(other.public, desk(filled), [PRIVATE_KEY], FILE)
    assert gone.public_key == other.public
    assert [one.public_key for one in custodians_of(filled) if one.retired_at is None] == [PUBLIC_KEY]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ([("A", "age1x"), ("a", "age1y")], "A is named twice"),
        ([("A", "age1x"), ("B", "age1x")], "A has the public key of another one"),
    ],
)
def test_nobody_is_named_twice(named: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(CustodiansError, match=said):
        refuse_twice(named)
    refuse_twice([("A", "age1x"), ("B", "age1y")])
