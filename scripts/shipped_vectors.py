"""Make the vectors that come with the program, from a database that holds the demo network, read by the built-in model.

    DATABASE_URL=… vliegwiel demo; vliegwiel index; python scripts/shipped_vectors.py

Only texts that everyone may see get in, and of those no more than a digest and 384 small numbers.
"""

import lzma
from pathlib import Path

import numpy as np
from django.db import connection

from vliegwiel.config.command_line import start_django
from vliegwiel.matching.meaning.e5 import BuiltIn
from vliegwiel.matching.meaning.packed import unpack

OUT = Path(__file__).parent.parent / "vliegwiel" / "matching" / "data" / "register-vectors.xz"
PUBLIC = """
    select m.packed from matching_meaning m join matching_searchdocument d on d.id = m.document_id
    where m.model = %s and not d.deleted and 'public' = any(d.audience)
"""


def main() -> None:
    start_django()
    model = BuiltIn()
    with connection.cursor() as cursor:
        cursor.execute(PUBLIC, [model.name])
        rows = np.concatenate([unpack(packed, model.dimension) for (packed,) in cursor.fetchall() if packed])
    _, first = np.unique(np.array([row.tobytes() for row in rows["digest"]]), return_index=True)
    kept = f"{model.name} {model.dimension}\n".encode() + rows[first].tobytes()
    OUT.write_bytes(lzma.compress(kept, preset=6))
    print(f"{len(first)} vectors, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
