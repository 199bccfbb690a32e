"""A recording of what a program did to its files, and the disks that a power cut may leave.

What was flushed is on the disk. What was not is there, gone, or torn at the borders of sectors,
each sector by itself; the names of files likewise until their folder was flushed.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

RECORD = struct.Struct("=cQqQ")
FATES = ("gone", "kept", "whole writes", "torn at 512", "torn at 4096")


@dataclass(frozen=True)
class Step:
    """One recorded act; ``kind`` as in recorder.c."""

    kind: str
    inode: int
    offset: int
    data: bytes


def read(recording: Path) -> list[Step]:
    """Return the steps of a recording, in order."""
    content, place, steps = recording.read_bytes(), 0, []
    while place < len(content):
        kind, inode, offset, length = RECORD.unpack_from(content, place)
        place += RECORD.size
        steps.append(Step(kind.decode(), inode, offset, content[place:place + length]))
        place += length
    return steps


@dataclass
class File:
    """A file: what is on the disk for certain, and what was written since."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[Step] = field(default_factory=list)

    def flush(self) -> None:
        for step in self.waiting:
            apply(self.durable, step)
        self.waiting.clear()

    def after_cut(self, rng: random.Random, fate: str) -> bytes:
        """Return what the file may hold after a power cut."""
        content = bytearray(self.durable)
        for step in self.waiting:
            if fate == "kept" or (step.kind == "T" and fate != "gone" and rng.random() < 0.5):
                apply(content, step)
            elif step.kind == "W" and fate != "gone":
                tear(content, step, rng, fate)
        return bytes(content)


def apply(content: bytearray, step: Step) -> None:
    """Do to a content what a step did: write, or cut and stretch."""
    end = step.offset + (len(step.data) if step.kind == "W" else 0)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if step.kind == "W":
        content[step.offset:end] = step.data
    else:
        del content[step.offset:]


def tear(content: bytearray, step: Step, rng: random.Random, fate: str) -> None:
    """Write those sectors that reached the disk; where the file grew, others may hold anything."""
    size = {"torn at 512": 512, "torn at 4096": 4096}.get(fate, len(step.data))
    place, end = step.offset, step.offset + len(step.data)
    while place < end:
        border = min(end, (place // size + 1) * size) if fate != "whole writes" else end
        data = step.data[place - step.offset:border - step.offset]
        if rng.random() < 0.5:
            apply(content, Step("W", 0, place, data))
        elif len(content) < border and rng.random() < 0.3:
            known = bytes(content[place:border])
            unknown = rng.choice([bytes, rng.randbytes])(border - place - len(known))
            apply(content, Step("W", 0, place, known + unknown))
        place = border


Change = dict[str, int | None]
"""Names that change as one: a name given to a file, taken from it, or both where it is renamed."""


@dataclass
class Disk:
    """The folder while a recording is played; names lead to files, as inodes do."""

    files: dict[int, File] = field(default_factory=dict)
    by_inode: dict[int, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    waiting: list[Change] = field(default_factory=list)
    answers: bytearray = field(default_factory=bytearray)

    def play(self, step: Step) -> None:
        """Take the next step of a recording."""
        match step.kind:
            case "A":
                self.answers += step.data
            case "C":
                number = len(self.files)
                self.files[number], self.by_inode[step.inode] = File(), number
                self.waiting.append({step.data.decode(): number})
            case "W" | "T":
                self.files[self.by_inode[step.inode]].waiting.append(step)
            case "S":
                self.files[self.by_inode[step.inode]].flush()
            case "D":
                self.flush_folder(step.data.decode())
            case "L" | "R":
                old, new = step.data.decode().split("\n")
                change: Change = {new: self.names_after(self.waiting)[old]}
                self.waiting.append(change | ({old: None} if step.kind == "R" else {}))
            case "U":
                self.waiting.append({step.data.decode(): None})

    def flush_folder(self, folder: str) -> None:
        """Let the names of a folder reach the disk."""
        reached = [change for change in self.waiting
                   if any(name.rpartition("/")[0] == folder for name in change)]
        self.waiting = [change for change in self.waiting if change not in reached]
        self.names = self.names_after(reached)

    def names_after(self, changes: list[Change]) -> dict[str, int]:
        """Return the names of the folder once these changes reached it."""
        names: Change = dict(self.names)
        for change in changes:
            names |= change
        return {name: number for name, number in names.items() if number is not None}

    def after_cut(self, rng: random.Random, fate: str) -> dict[str, bytes]:
        """Return the files that a power cut may leave, by name."""
        changes = [one for one in self.waiting
                   if fate == "kept" or (fate != "gone" and rng.random() < 0.5)]
        return {name: self.files[number].after_cut(rng, fate)
                for name, number in self.names_after(changes).items()}


def random_cuts(steps: list[Step], count: int, rng: random.Random) -> list[tuple[int, str]]:
    """Return cuts anywhere in a recording, also before its first and after its last step."""
    return [(rng.randrange(len(steps) + 1), rng.choice(FATES)) for _ in range(count)]


def cuts_at_answers(steps: list[Step]) -> list[tuple[int, str]]:
    """Return the cuts right after each answer, where nothing that was not flushed is there."""
    return [(place, "gone") for place, step in enumerate(steps, start=1) if step.kind == "A"]


def images(steps: list[Step], cuts: list[tuple[int, str]], rng: random.Random) -> Iterator[
        tuple[str, dict[str, bytes], bytes]]:
    """Give disks after power cuts: what was done with the unflushed, the files, the answers."""
    disk, played = Disk(), 0
    for cut, fate in sorted(cuts):
        for step in steps[played:cut]:
            disk.play(step)
        played = cut
        yield fate, disk.after_cut(rng, fate), bytes(disk.answers)
