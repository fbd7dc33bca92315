"""The kind of a unit by how its name begins, as data: what an office calls its units, in full and in short."""

from typing import Final

from asn_neutral.law.terms import UnitKind

KIND_BY_BEGINNING: Final[tuple[tuple[str, UnitKind], ...]] = (
    ("(?:sekretariat|sekretaris) (?:dprd|dprk|dewan)|setwan|sekwan", UnitKind.SEKRETARIAT_DPRD),
    ("sekretariat (?:daerah|kota|kabupaten)|sekretaris daerah|setda|setdakab|setdako|sekda", UnitKind.SETDA),
    ("bagian|asisten|staf ahli", UnitKind.SETDA),
    ("inspektorat|inspektur|itda|itkab|itko", UnitKind.INSPEKTORAT),
    ("(?:kantor )?(?:kecamatan|kec|camat|distrik)|sekcam", UnitKind.KECAMATAN),
    ("(?:kantor )?(?:kelurahan|kel|lurah)|seklur", UnitKind.KELURAHAN),
    ("(?:(?:blud|uptd?) )*(?:rumah sakit|rsud|rsu|rsia|rsj|rs)", UnitKind.RUMAH_SAKIT),
    ("(?:(?:blud|uptd?) )*(?:puskesmas|pusat kesehatan masyarakat|pkm|pustu)", UnitKind.PUSKESMAS),
    (
        "(?:uptd? )?(?:sekolah|madrasah|tkn?|paud|sdn?|sdlb|smpn?|sman?|smkn?|slbn?|skb|ra|min?|mtsn?|man|ma)",
        UnitKind.SEKOLAH,
    ),
    ("uptd?", UnitKind.UPTD),
    # A dinas is written in full or as one word that begins with `dis` or `din`: Dinkes, Disdik, Dishub, Disdukcapil.
    ("(?:kantor )?(?:dinas|di[ns][a-z]{2,})", UnitKind.DINAS),
    ("dik(?:bud|pora|nas)[a-z]*|dukcapil|kominfo[a-z]*|dp(?:mptsp|upr|md|ppkb|pkp)|dp3a[a-z0-9]*", UnitKind.DINAS),
    ("dlh|dkp|pupr|damkar|pemadam kebakaran", UnitKind.DINAS),
    ("satuan polisi pamong praja|satuan pol pp|sat ?pol(?: ?pp)?|pol pp", UnitKind.DINAS),
    ("(?:kantor )?badan|bappeda[a-z]*|bapp?eri?da|bappelitbang[a-z]*|bapenda|balitbang[a-z]*|brida", UnitKind.BADAN),
    ("bkpsdm[a-z]*|bkd[a-z]*|bkpp[a-z]*|bpkad|bkad|bpkpd|bpkd|bpbd|bnpb", UnitKind.BADAN),
    ("(?:kantor )?(?:bakesbang|kesbang)[a-z]*", UnitKind.BADAN),
)
"""Beginnings as small patterns over the folded name (small letters, one blank for all signs); the first fits."""
