"""What the kernel says about processes: the processor time they took and the memory they hold. Linux."""

from __future__ import annotations

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def tree(root: int) -> list[int]:
    """This process and everything that came from it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, line = [], [root]
    while line:
        pid = line.pop()
        found.append(pid)
        line += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """Seconds of processor time of a tree of processes, those that ended and were buried in it included."""
    ticks = 0
    for pid in tree(root):
        if fields := _stat(pid):
            ticks += sum(map(int, fields[11:15]))  # user, system, and both of buried children
    return ticks / TICKS


def memory_mb(root: int) -> float:
    """Megabytes that a tree holds, memory that several share divided among them (PSS)."""
    total = 0
    for pid in tree(root):
        try:
            text = (PROC / str(pid) / "smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1000


def _stat(pid: int) -> list[str]:
    """The fields behind the name; empty when it ended meanwhile."""
    try:
        return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def yardstick_ms() -> float:
    """Processor time of always the same work, to compare figures of a busy and a quiet moment, or of two machines."""
    begun = time.process_time()
    total = 0
    for number in range(3_000_000):
        total += number * number
    return (time.process_time() - begun) * 1000
