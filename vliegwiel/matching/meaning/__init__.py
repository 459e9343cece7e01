"""The half of matching that understands: models that turn a text into a vector."""

import os

# One thread each: with more, a busy neighbour makes every answer wait for the slowest. Read when numpy is first loaded.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
