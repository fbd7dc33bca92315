"""Texts looked up in a compiled catalogue are those that the standard library finds in it."""

from gettext import GNUTranslations

from asn_neutral import locale
from asn_neutral.locale.compiled import Compiled
from tests.locale.catalogue import MO, forms, read


def test_every_text_is_found_where_gettext_finds_it() -> None:
    ours = Compiled(MO.read_bytes())
    with MO.open("rb") as file:
        theirs = GNUTranslations(file)
    checked = 0
    for message in read(MO.with_suffix(".po")):
        singular, *plural = forms(message.id)
        if singular:
            checked += 1
            wanted = theirs.ngettext(singular, plural[0], 1) if plural else theirs.gettext(singular)
            assert ours.text("\0".join((singular, *plural))) == wanted
    assert checked > 500


def test_what_is_not_there_has_no_translation() -> None:
    content = MO.read_bytes()
    for text in ("\udcff", "!", "~", "Case 2024/0001", "Number of case"):
        assert Compiled(content).text(text) == ""
        assert Compiled(b"").text(text) == ""


def test_a_language_without_a_catalogue_speaks_as_the_code_does() -> None:
    locale.use("en")
    assert locale._("Number") == "Number"
    assert locale.ngettext("{number} row", "{number} rows", 1) == "{number} row"
    assert locale.ngettext("{number} row", "{number} rows", 2) == "{number} rows"
    assert locale._("") == ""
