import json
from pathlib import Path

import pytest

from tests.complaints_file import COMPLAINANT, CONTACT, nip, row, write
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _two_complaints(run: Run, tmp_path: Path) -> None:
    rows = [row(1), row(1, nip=nip(7), nama_terlapor="Rekan Contoh"), row(2, jalur="lapor", nomor_surat="")]
    run(["import", str(write(tmp_path / "in.csv", *rows))])


def test_list(run: Run) -> None:
    found = json.loads(run("complaint list --format json").stdout)["data"]
    assert [(one["number"], one["external_number"], one["cases"]) for one in found] == [
        ("P-2024/0002", "00002/LP/X/2024", 1),
        ("P-2024/0001", "00001/LP/X/2024", 2),
    ]
    filtered = json.loads(run("complaint list --search 'rekan contoh' --format json").stdout)["data"]
    assert [one["number"] for one in filtered] == ["P-2024/0001"]
    assert "1 of 2" in run("complaint list --limit 1").stderr


def test_show(run: Run) -> None:
    told = json.loads(run("complaint show P-2024/0001 --format json").stdout)["data"]
    assert told["batch_file"] == "in.csv"
    assert told["references"] == [{"agency": "bawaslu", "number": "00001/LP/X/2024"}]
    assert [case["number"] for case in told["cases"]] == ["2024/0001", "2024/0002"]
    by_the_senders_number = run("complaint show 00001/LP/X/2024 --format json").stdout
    assert json.loads(by_the_senders_number)["data"] == told
    assert "P-2024/0001, P-2024/0002" in run("complaint show P-2024", code=20).stderr
    assert "`asn-neutral complaint list`" in run("complaint show P-2023", code=20).stderr


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl", "md", "html"])
def test_who_complained_is_told_in_no_format(run: Run, form: str) -> None:
    for words in ("complaint list", "complaint show P-2024/0001"):
        done = run(f"{words} --format {form}")
        assert COMPLAINANT not in done.stdout + done.stderr
        assert CONTACT not in done.stdout + done.stderr
