"""Reading an anchor as `audit anchor` wrote it, in JSON; every cell is checked at the door."""

from datetime import UTC
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from asn_neutral.domain.anchor import Anchor, Signature
from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.source import open_source
from asn_neutral.locale import _

_LARGEST: Final = 1 << 20  # bytes; an anchor has a few hundred


class _Noted(BaseModel):
    """What the file says of the register."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)
    register_name: Annotated[str, Field(alias="register", pattern=r"^[0-9a-f-]{36}$")]
    events: Annotated[int, Field(ge=0)]
    head: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    made_at: AwareDatetime
    signer: Annotated[str | None, Field(pattern=r"^ed25519:[0-9a-f]{64}$")] = None
    signature: Annotated[str | None, Field(pattern=r"^[0-9a-f]{128}$")] = None


class _File(BaseModel):
    """The whole of it; what stands beside is left aside."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)
    kind: Annotated[Literal["asn-neutral/audit-anchor"], Field(alias="schema")]
    version: Literal[1]
    data: _Noted


def read_anchor(path: Path) -> Anchor:
    """The anchor that the file holds.

    Raises:
        UnreadableFileError: there is no such file, it is no ordinary one, or it holds no anchor.
    """
    with open_source(path, encoding="utf-8", max_bytes=_LARGEST) as source, source.text() as text:
        try:
            noted = _File.model_validate_json(text.read()).data
        except (ValidationError, UnicodeDecodeError) as error:
            reason = _("it is no anchor as `asn-neutral audit anchor -o FILE.json` writes it")
            raise UnreadableFileError(path=path, reason=reason) from error
    signature = Signature(noted.signer, noted.signature) if noted.signer and noted.signature else None
    return Anchor(noted.register_name, noted.events, noted.head, noted.made_at.astimezone(UTC), signature)
