"""What is promised about personal data names things as they are called, alike in both languages."""

from functools import partial
from pathlib import Path
from tempfile import mkstemp

import pytest

from asn_neutral import locale
from asn_neutral.cli.draft import Draft
from asn_neutral.help import page
from asn_neutral.locale import LANGUAGES
from asn_neutral.services.door import WORTH_A_PROCESS
from tests.complaints_file import row, take, write


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_speaks_of_is_called_so(language: str) -> None:
    locale.use(language)
    text = page("privacy")
    for name in (Draft.beside(Path("register.db")).name, "--complainant-from", "asn-neutral db check", "--debug"):
        assert name in text


def test_both_languages_promise_the_same_number_of_things() -> None:
    counts = set()
    for language in LANGUAGES:
        locale.use(language)
        counts.add(tuple(part.count("\n  * ") for part in page("privacy").split(":\n\n")))
    assert len(counts) == 1


def _counting(made: list[str], *, prefix: str, suffix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 - as tempfile has it
    made.append(prefix)
    return mkstemp(prefix=prefix, suffix=suffix, dir=dir)


def test_from_what_size_a_rehearsal_makes_a_copy_is_said(register: Path, tmp_path: Path) -> None:
    sizes = {"en": "two megabytes", "id": "dua megabita"}
    assert WORTH_A_PROCESS == 2 << 20
    for language, size in sizes.items():
        locale.use(language)
        (told,) = [part for part in page("privacy").split("\n  * ") if "import --dry-run" in part]
        assert size in " ".join(told.split())
    for bytes_, copies in ((2 << 20, 1), (1 << 20, 0)):
        made: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tempfile.mkstemp", partial(_counting, made))
            file = write(tmp_path / "in.csv", *(row(n, uraian="x" * 1900) for n in range(bytes_ // 2000 + 1)))
            take(register, file, rehearse=True)
        assert len(made) == copies
