"""Commands of this room: import, export, demo, and simulate when it is there."""

from __future__ import annotations

from .demo import demo
from .exporting import export
from .importing import import_
from .simulating import simulate

COMMANDS = {"import": import_, "export": export, "demo": demo, "simulate": simulate}
