"""Articles as people write them."""

import pytest

from asn_neutral.domain.citing import Citation, citations


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("", []),
        ("pelanggaran netralitas", []),
        ("ayat (1) PP 94/2021", []),
        ("Pasal 14", ["Pasal 14"]),
        ("pasal 14 huruf i angka 3", ["Pasal 14 huruf i angka 3"]),
        ("PASAL 14 HURUF I ANGKA 3 DAN 4", ["Pasal 14 huruf i angka 3", "Pasal 14 huruf i angka 4"]),
        ("Pasal 14 huruf i angka 3, 4 atau 5", [f"Pasal 14 huruf i angka {number}" for number in (3, 4, 5)]),
        ("Pasal 10 ayat (1) huruf b dan huruf c", ["Pasal 10 ayat (1) huruf b", "Pasal 10 ayat (1) huruf c"]),
        ("Pasal 15 ayat (1)-(3)", [f"Pasal 15 ayat ({number})" for number in (1, 2, 3)]),
        ("Pasal 5 huruf a-c", ["Pasal 5 huruf a", "Pasal 5 huruf c"]),
        ("Pasal 4 angka 12 huruf a", ["Pasal 4 huruf a angka 12"]),
        ("Pasal 14 jo. Pasal 14", ["Pasal 14"]),
        ("Ps. 14 huruf i jo. psl 5 huruf n", ["Pasal 14 huruf i", "Pasal 5 huruf n"]),
        ("Pasal 9 ayat (1), Pasal 3 huruf f", ["Pasal 9 ayat (1)", "Pasal 3 huruf f"]),
        (
            "UU 20/2023 Pasal 52 ayat (3) huruf j jo. ayat (4); PP 11/2017 Pasal 255",
            ["UU 20/2023 Pasal 52 ayat (3) huruf j", "UU 20/2023 Pasal 52 ayat (4)", "PP 11/2017 Pasal 255"],
        ),
        (
            "Pasal 14 huruf i Peraturan Pemerintah Nomor 94 Tahun 2021 jo. Pasal 11 huruf c PP No. 42 Tahun 2004",
            ["PP 94/2021 Pasal 14 huruf i", "PP 42/2004 Pasal 11 huruf c"],
        ),
        ("Pasal 87 Undang-Undang Nomor 5 Tahun 2014", ["UU 5/2014 Pasal 87"]),
        ("Pasal 5 PP 94", ["Pasal 5"]),
    ],
)
def test_what_a_text_names(text: str, articles: list[str]) -> None:
    assert [str(citation) for citation in citations(text)] == articles


def test_what_both_name_must_agree() -> None:
    named = Citation("14", huruf="i", angka="3")
    assert named.meets(Citation("14"))
    assert named.meets(Citation("14", huruf="i", angka="3", law="pp 94/2021"))
    assert not named.meets(Citation("14", huruf="i", angka="4"))
    assert not Citation("11", law="pp 42/2004").meets(Citation("11", ayat="1", law="pp 94/2021"))
