"""What a backup says of itself, checked at the door: a backup comes from outside, whoever made it."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ListedFile(BaseModel):
    """A file in the backup; its name is one of ours, never a path of somebody's choosing."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)
    name: Annotated[str, Field(pattern=r"^(register\.db|evidence/[0-9a-f]{64})$")]
    size: Annotated[int, Field(ge=0)]
    sha256: Hash


class Manifest(BaseModel):
    """The whole of it."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)
    kind: Annotated[Literal["asn-neutral/backup"], Field(alias="schema")]
    version: Literal[1]
    program: str
    schema_version: Annotated[int, Field(ge=1)]
    register_name: Annotated[str, Field(alias="register", pattern=r"^[0-9a-f-]{36}$")]
    made_at: AwareDatetime
    events: Annotated[int, Field(ge=0)]
    head: Hash
    files: tuple[ListedFile, ...]


def manifest_of(content: bytes) -> Manifest | None:
    """The manifest that *content* holds; None where it holds none."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        return None
