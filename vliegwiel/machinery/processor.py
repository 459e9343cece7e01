"""What the processor can do, as far as the binaries of pgvector need it."""

import platform
from pathlib import Path

# The wheel's pgvector was compiled with -march=native: on an older processor one call ends the whole server (SIGILL).
NEEDED_BY_VECTOR = {"x86_64": {"avx2", "fma", "f16c"}, "aarch64": {"sve"}}


def flags(cpuinfo: Path = Path("/proc/cpuinfo")) -> set[str]:
    """Flags that every processor here has in common; empty where the system does not tell."""
    try:
        lines = cpuinfo.read_text().splitlines()
    except OSError:
        return set()
    found = [set(line.partition(":")[2].split()) for line in lines if line.lower().startswith(("flags", "features"))]
    return set.intersection(*found) if found else set()


def runs_vector(found: set[str] | None = None, machine: str | None = None) -> bool:
    """True when the wheel's `vector` extension is safe to load here; unknown machines get a no."""
    machine = machine or platform.machine()
    if platform.system() == "Darwin" and machine == "arm64":
        return True  # one instruction set for all of these machines
    needed = NEEDED_BY_VECTOR.get(machine)
    return needed is not None and needed <= (flags() if found is None else found)
