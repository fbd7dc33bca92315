"""The Indonesian texts: complete, true to the code, compiled, and what a person meets without asking."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from string import Formatter

import pytest
from babel.messages import Message
from typer.core import TyperGroup

from asn_neutral import locale
from asn_neutral.cli.app import COMMANDS
from asn_neutral.cli.lazy import load
from tests.conftest import Program, Run
from tests.locale.catalogue import (
    MO,
    PO,
    as_mo,
    as_po,
    extracted,
    forms,
    help_texts,
    marked,
    read,
    renewed,
    untranslated,
)

ENGLISH = re.compile(
    r"\b(?:the|of|with|and|this|that|are|is|was|were|it|an|for|from|when|which|only|must|not|cannot|file|row|rows)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`]*`|[\w-]+(?:\|[\w-]+)+|--?[\w-]+|(?:Contoh|Cara pakai): .*|^ {2}\w[\w-]* {2}", re.MULTILINE)
END = re.compile(r"^.*?([.?:!]?\s*)$", re.DOTALL)
TYPED = re.compile(r"--[a-z][\w-]*|\bASN_NEUTRAL_\w+|`(?:asn-neutral|import|head)[^`{A-Z]*`")


def messages() -> list[Message]:
    """What the .po file holds, the header left out."""
    return [message for message in read(PO) if message.id]


def names(text: str) -> set[str]:
    """The names in braces."""
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_every_text_is_translated() -> None:
    found = extracted()
    assert len(found) > 500
    catalogue = read(PO)
    assert set(found) - {message.id for message in messages()} == set()
    assert untranslated(catalogue) == []
    assert [message.id for message in messages() if message.fuzzy] == []


def test_nothing_is_translated_that_the_program_no_longer_says() -> None:
    assert {message.id for message in messages()} - set(extracted()) == set()
    assert dict(read(PO).obsolete) == {}


def test_the_file_is_as_the_script_writes_it() -> None:
    assert PO.read_bytes() == as_po(renewed(read(PO)))


def test_the_compiled_file_is_made_from_the_written_one() -> None:
    assert MO.read_bytes() == as_mo(read(PO))
    with MO.open("rb") as file:
        header = GNUTranslations(file).info()
    assert header["plural-forms"] == "nplurals=1; plural=0;"
    assert not [name for name in header if "date" in name]


def test_the_names_in_braces_are_the_same() -> None:
    for message in messages():
        wanted = names(forms(message.id)[-1])
        assert all(names(form) == wanted for form in forms(message.string)), message.id


def test_what_a_person_types_is_not_translated() -> None:
    for message in messages():
        for word in TYPED.findall(forms(message.id)[-1]):
            assert all(word in form for form in forms(message.string)), message.id


def test_a_sentence_ends_alike_in_both_languages() -> None:
    for message in messages():
        ends = {END.sub(r"\1", form) for form in (*forms(message.id), *forms(message.string))}
        assert len(ends) == 1, message.id


def test_a_text_inside_an_f_string_is_found() -> None:
    source = 'f"{_(\'one\')}"\nN_("two" " three")\nngettext("a", "b", 2)\n_(name)\nother("four")\n'
    assert set(marked(source)) == {"one", "two three", ("a", "b")}


def test_the_help_of_commands_is_found() -> None:
    texts = set(help_texts())
    assert "List the cases that fit, the highest number first." in texts
    assert "Forms of violation and their grounds." in texts
    assert not {"id|en", "ID"} & texts


def commands() -> Iterator[str]:
    """Every word, or words, that `--help` can follow."""
    yield ""
    for name, entry in COMMANDS.items():
        yield from _below(name, load(name, entry))


def _below(path: str, command: object) -> Iterator[str]:
    yield path
    if isinstance(command, TyperGroup):
        for name, verb in command.commands.items():
            yield from _below(f"{path} {name}", verb)


@pytest.mark.parametrize("path", list(commands()))
def test_help_is_indonesian(run: Run, path: str) -> None:
    text = run(f"{path} --help", lang="id").stdout
    assert "Cara pakai: asn-neutral" in text
    assert "Tampilkan pesan ini, lalu keluar." in text
    prose = CODE.sub(" ", text)
    assert ENGLISH.findall(prose) == [], text


def test_english_help_is_told_from_indonesian(run: Run) -> None:
    assert len(ENGLISH.findall(CODE.sub(" ", run("import --help").stdout))) > 5


@pytest.mark.slow
def test_indonesian_is_the_default(program: Program) -> None:
    shown = program("config", "show").stdout
    assert "Berasal dari" in shown
    assert "Comes from" not in shown
    assert "Comes from" in program("--lang", "en", "config", "show").stdout
    assert "Comes from" in program("config", "show", env={"ASN_NEUTRAL_LANG": "en"}).stdout


@pytest.mark.parametrize(
    ("lang", "heads"),
    [("id", ("Perkara", "(tidak ada data)")), ("en", ("Cases", "(no records)"))],
)
def test_a_list_speaks_the_language(run: Run, lang: str, heads: tuple[str, ...]) -> None:
    shown = run("case list", lang=lang).stdout
    assert all(head in shown for head in heads)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Tidak ada perkara 2024/9. `asn-neutral case list` menampilkan yang ada."),
        ("en", "There is no case 2024/9. `asn-neutral case list` shows what there is."),
    ],
)
def test_an_error_speaks_the_language(run: Run, lang: str, sentence: str) -> None:
    assert run("case show 2024/9", lang=lang, code=20).stderr == f"asn-neutral: {sentence}\n"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("id", "Apakah maksud Anda --limit?"), ("en", "Did you mean --limit?")],
)
def test_a_wrong_word_is_answered_in_the_language(run: Run, lang: str, sentence: str) -> None:
    assert sentence in run("case list --limt 3", lang=lang, code=2).stderr


def test_there_is_one_form_for_any_number() -> None:
    one, many = "{number} entry is the office's own.", "{number} entries are the office's own."
    locale.use("id")
    assert {locale.ngettext(one, many, number) for number in range(4)} == {"{number} entri milik kantor sendiri."}
    locale.use("en")
    assert [locale.ngettext(one, many, number) for number in (1, 2)] == [one, many]
