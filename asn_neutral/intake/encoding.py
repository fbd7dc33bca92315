"""Which encoding the bytes of a file are in, decided over all of them; and what is no text file at all."""

import codecs
import re
from typing import Final

from asn_neutral.errors import UnreadableFileError
from asn_neutral.locale import N_, _

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE_MARKS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_FOREIGN: Final = (
    (b"PK\x03\x04", N_("it is an Excel workbook or another zip file; save the sheet as CSV UTF-8")),
    (b"\xd0\xcf\x11\xe0", N_("it is an old or encrypted Excel or Word file; save the sheet as CSV UTF-8")),
    (b"%PDF", N_("it is a PDF; ask the sender for the table as CSV")),
    (b"\x1f\x8b", N_("it is compressed with gzip; unpack it first")),
    (b"7z\xbc\xaf", N_("it is a 7z archive; unpack it first")),
    (b"Rar!", N_("it is a RAR archive; unpack it first")),
    (b"SQLite format 3\x00", N_("it is an SQLite database; give a CSV file")),
)
_MARKUP: Final = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|head|body|meta)\b", re.IGNORECASE)
_PAIRS: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_USUAL: Final = re.compile("utf-8|utf-8-sig|utf-16(?:-le|-be)?|ascii|cp125[0-9]|cp437|cp850|iso8859-[0-9]+|mac-roman")
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
_UNDEFINED: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LINE_END: Final = re.compile(rb"[\r\n]")
_CONTROL: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\f\r\x1b"})
_CONTROL_BYTE: Final = re.compile(b"[" + re.escape(_CONTROL) + b"]")
_WIDEST_CHARACTER: Final = 4  # bytes
_NUL_SHARE_UTF16: Final = 4  # a NUL in every fourth byte or more: two bytes a letter
_CONTROL_SHARE: Final = 20  # a control byte in every twentieth or more: no text; fewer are for the row check to refuse
_CONTROL_SHARE_BROKEN: Final = 50  # the same where the letters are in no known encoding either
LONGEST_LINE: Final = 1 << 20
_FALLBACK: Final = "cp1252"


def codec_name(encoding: str, path: str) -> str:
    """The name Python knows one of the usual text encodings by.

    Raises:
        UnreadableFileError: the encoding is not known or not one that tables are written in.
    """
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if _USUAL.fullmatch(name):
        return name
    reason = _("the encoding “{encoding}” is not known; utf-8, utf-16 and windows-1252 are usual")
    raise UnreadableFileError(path=path, reason=reason.format(encoding=encoding[:40]))


class EncodingVote:
    """Sees all bytes of a file, piece by piece in flat memory, and says what encoding holds for them."""

    def __init__(self, path: str, wanted: str | None) -> None:
        self._path = path
        self._wanted = wanted
        self._encoding = wanted or "utf-8"
        self._decoder = codecs.getincrementaldecoder(self._encoding)("strict")
        self._offset = 0
        self._tail = b""
        self._invalid: int | None = None
        self._pair: int | None = None
        self._undefined: int | None = None
        self._unbroken = 0
        self._controls = 0
        self._control: int | None = None

    def see(self, chunk: bytes) -> None:
        """Take the next bytes; raises UnreadableFileError as soon as they cannot be a table of text."""
        if self._offset == 0:
            self._begin(chunk)
        self._measure_line(chunk)
        if self._invalid is None:
            self._decode(chunk, final=False)
        if self._invalid is not None:
            self._search(chunk)
        self._offset += len(chunk)

    def result(self) -> str:
        """The encoding that holds for all bytes seen; raises UnreadableFileError when none does."""
        if self._invalid is None:
            self._decode(b"", final=True)
        if self._invalid is None:
            return self._encoding
        broken = self._pair is not None or self._undefined is not None
        if broken and self._control is not None and self._controls * _CONTROL_SHARE_BROKEN >= self._offset:
            raise self._no_text(self._control)
        if self._pair is not None:
            raise self._refused(
                _("it mixes UTF-8 (byte {pair}) with another encoding (byte {invalid}); save it as CSV UTF-8"),
                pair=self._pair,
                invalid=self._invalid,
            )
        if self._undefined is not None:
            raise self._refused(
                _("byte {offset} belongs to neither UTF-8 nor Windows-1252; save it as CSV UTF-8 or state --encoding"),
                offset=self._undefined,
            )
        return _FALLBACK

    def _refused(self, reason: str, **details: object) -> UnreadableFileError:
        return UnreadableFileError(path=self._path, reason=reason.format(**details))

    def _begin(self, chunk: bytes) -> None:
        """Look at the first bytes: another kind of file, or a byte order mark."""
        for magic, reason in _FOREIGN:
            if chunk.startswith(magic):
                raise self._refused(_(reason))
        if _MARKUP.match(chunk):
            raise self._refused(_("it is a web page or XML, whatever its name says; save the sheet as CSV UTF-8"))
        if self._wanted is None or (self._wanted == "utf-8" and chunk.startswith(codecs.BOM_UTF8)):
            self._follow_mark(chunk)

    def _follow_mark(self, chunk: bytes) -> None:
        """Use the encoding that a byte order mark names; without one, control bytes tell what is no text."""
        if chunk.startswith(_WIDE_MARKS):
            raise self._refused(_("it is UTF-32; save it as CSV UTF-8"))
        marked = next((name for mark, name in _MARKS if chunk.startswith(mark)), None)
        if marked is not None:
            self._encoding = marked
            self._decoder = codecs.getincrementaldecoder(marked)("strict")
        else:
            self._refuse_binary(chunk)

    def _refuse_binary(self, chunk: bytes) -> None:
        """Refuse bytes that are no text in any encoding, or that are UTF-16 without saying so."""
        nuls = chunk.count(0)
        lopsided = abs(chunk[::2].count(0) - chunk[1::2].count(0)) * 2 >= nuls
        if nuls and nuls * _NUL_SHARE_UTF16 >= len(chunk) and lopsided:
            raise self._refused(
                _("it looks like UTF-16 without its mark; save it as CSV UTF-8, or state --encoding utf-16-le")
            )
        control = _CONTROL_BYTE.search(chunk)
        if control and _controls_in(chunk) * _CONTROL_SHARE >= len(chunk):
            raise self._no_text(control.start())

    def _no_text(self, offset: int) -> UnreadableFileError:
        return self._refused(
            _("it is not a text file: byte {offset} and many others are control characters; give a CSV file"),
            offset=offset,
        )

    def _measure_line(self, chunk: bytes) -> None:
        """Refuse a line so long that reading it whole would fill the memory."""
        first = _LINE_END.search(chunk)
        if first is None:
            self._unbroken += len(chunk)
        else:
            self._unbroken = len(chunk) - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        if self._unbroken > LONGEST_LINE:
            raise self._refused(
                _("a line before byte {offset} has no end; it is no table"), offset=self._offset + len(chunk)
            )

    def _decode(self, chunk: bytes, *, final: bool) -> None:
        """Decode the next bytes only to see whether they are valid; the first invalid byte is kept."""
        waiting = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(chunk, final)
        except UnicodeError as bad:
            skipped = len(codecs.BOM_UTF8) if self._encoding == "utf-8-sig" and self._offset == 0 else 0
            self._invalid = self._offset - waiting + skipped + getattr(bad, "start", 0)
            self._refuse_invalid()
            return
        if self._pair is None and not chunk.isascii():
            whole = len(chunk) - len(self._decoder.getstate()[0])
            if found := _BEYOND_ASCII.search(chunk, 0, whole):
                begun_before = 0 if found.start() else waiting
                self._pair = self._offset + found.start() - begun_before

    def _refuse_invalid(self) -> None:
        """A file that states its encoding must keep to it; only unmarked UTF-8 can turn out to be Windows-1252."""
        if self._wanted is not None or self._encoding != "utf-8":
            raise self._refused(
                _("byte {offset} is not valid {encoding}; save it as CSV UTF-8 or state another --encoding"),
                offset=self._invalid,
                encoding=self._encoding,
            )

    def _search(self, chunk: bytes) -> None:
        """In a file that is not UTF-8: the first letter in UTF-8, the first byte of neither, the control bytes."""
        self._controls += _controls_in(chunk)
        if self._control is None and (control := _CONTROL_BYTE.search(chunk)):
            self._control = self._offset + control.start()
        window = self._tail + chunk
        start = self._offset - len(self._tail)
        if self._pair is None and (pair := _PAIRS.search(window)):
            self._pair = start + pair.start()
        if self._undefined is None and (undefined := _UNDEFINED.search(window)):
            self._undefined = start + undefined.start()
        self._tail = window[-_WIDEST_CHARACTER + 1 :]  # a letter may be cut in two by the end of this piece


def _controls_in(chunk: bytes) -> int:
    """How many control bytes there are that no line of a table needs."""
    return len(chunk) - len(chunk.translate(None, _CONTROL))
