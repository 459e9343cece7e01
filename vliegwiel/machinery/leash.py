"""Run a command that ends when its parent does, however the parent ends: `leash.py <parent's pid> command …`.

A program of its own, because the system call belongs between fork and exec, where Python code is not safe.
Linux only; elsewhere the command simply runs, and a kill -9 of the parent leaves it.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>; kept over exec


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
