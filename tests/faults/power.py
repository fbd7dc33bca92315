"""Power cuts: which calls a process made on the files of a folder, and what a disk may hold if the power went then.

A disk that was told to sync a file has what was written to it; of all that was written since, each sector of 512 bytes
may be there or not, whatever the order was. A new name, a renamed file and a removed one are there for certain only
when the folder was synced.
"""

import os
import random
import struct
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

SOURCE: Final = Path(__file__).with_name("recording_disk.c")
SECTOR: Final = 512
_HEAD: Final = struct.Struct("=4q")


class Call(NamedTuple):
    """One call: which (see the source of the library), on what file, where, and with what."""

    kind: str
    path: str
    at: int
    content: bytes


def compiled(compiler: str, folder: Path) -> Path:
    """The library that notes every call."""
    path = folder / "recording_disk.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(path), str(SOURCE), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    return path


def recording(library: Path, folder: Path, log: Path) -> dict[str, str]:
    """What a process has in its environment so that its calls below *folder* are noted in *log*."""
    return {"LD_PRELOAD": str(library), "RECORD_BELOW": str(folder), "RECORD_TO": str(log)}


def calls(log: Path) -> Iterator[Call]:
    """What was noted, in order."""
    content, place = log.read_bytes(), 0
    while place < len(content):
        kind, length, at, size = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        path = os.fsdecode(content[place : place + length])
        place += length
        more = size if chr(kind) in "WR" else 0
        yield Call(chr(kind), path, at, content[place : place + more])
        place += more


@dataclass(slots=True)
class _File:
    """What a disk has of one file for certain, and what it was told since."""

    kept: bytes = b""
    since: list[Call] = field(default_factory=list)

    def now(self) -> bytes:
        """As processes read it."""
        return _applied(self.kept, self.since)

    def cut(self, chance: random.Random) -> bytes:
        """As it may be when the power went: any part of what it was told since, in no order."""
        done = []
        for call in self.since:
            if call.kind == "T":
                done += [call] if chance.random() < 0.5 else []
            else:
                done += _torn(call, chance)
        return _applied(self.kept, done)


def _applied(content: bytes, told: Sequence[Call]) -> bytes:
    held = bytearray(content)
    for call in told:
        if call.kind == "T":
            held = held[: call.at].ljust(call.at, b"\0")
        else:
            held = held.ljust(call.at + len(call.content), b"\0")
            held[call.at : call.at + len(call.content)] = call.content
    return bytes(held)


def _torn(call: Call, chance: random.Random) -> list[Call]:
    """The sectors of one write that reached the disk: all, none, or some."""
    fate = chance.random()
    if fate < 0.35:
        return []
    if fate < 0.7:
        return [call]
    pieces, place = [], 0
    while place < len(call.content):
        end = min(len(call.content), place + SECTOR - (call.at + place) % SECTOR)
        if chance.random() < 0.5:
            pieces.append(Call("W", call.path, call.at + place, call.content[place:end]))
        place = end
    return pieces


class Disk:
    """A folder with its files as calls change it; *folder* is as it was before the first."""

    def __init__(self, folder: Path) -> None:
        self._names = {str(path): _File(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
        self._renamed: list[dict[str, _File | None]] = []
        """Changes of names that no folder was synced for: each a file under its name, or none."""

    def take(self, call: Call) -> None:
        """Carry out the next call."""
        match call.kind:
            case "N":
                self._name({call.path: _File()})
            case "U":
                self._name({call.path: None})
            case "R":
                self._name({call.path: None, os.fsdecode(call.content): self._names[call.path]})
            case "S" if call.path in self._names:
                file = self._names[call.path]
                file.kept, file.since = file.now(), []
            case "S":  # a folder
                self._renamed.clear()
            case _:
                self._names[call.path].since.append(call)

    def _name(self, change: dict[str, _File | None]) -> None:
        self._renamed.append({path: self._names.get(path) for path in change})  # how it was before
        for path, file in change.items():
            if file is None:
                del self._names[path]
            else:
                self._names[path] = file

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """What the files may hold when the power goes now."""
        names: dict[str, _File] = dict(self._names)
        lost = chance.randrange(len(self._renamed) + 1)
        for before in reversed(self._renamed[len(self._renamed) - lost :]):
            for path, file in before.items():
                if file is None:
                    names.pop(path, None)
                else:
                    names[path] = file
        return {path: file.cut(chance) for path, file in names.items()}
