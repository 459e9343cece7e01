"""Make `matching/data/usual-questions.npy`: the average question of each direction, over tasks of equal weight.

python scripts/usual_questions.py FOLDER     the folder of evaluation sets that `vliegwiel evaluate` takes
"""

import sys
from pathlib import Path

import numpy as np

from vliegwiel.config.command_line import start_django

start_django()

from vliegwiel.matching.evaluation.sets import tasks_in  # noqa: E402
from vliegwiel.matching.meaning.chosen import embedder  # noqa: E402
from vliegwiel.matching.meaning.usual import DIRECTIONS, FILE, MODEL  # noqa: E402

KINDS = {"search": "zoeken", "reuse": "hergebruik", "help": "expertise"}
DATA = Path(__file__).resolve().parent.parent / "vliegwiel" / "matching" / "data"


def main(folder: Path) -> None:
    model = embedder()
    if model.name != MODEL:
        raise SystemExit(f"the model is {model.name}, these numbers are of {MODEL}")
    tasks = tasks_in(folder)
    rows = []
    for direction in DIRECTIONS:
        chosen = [task for task in tasks if task.kind == KINDS[direction] and task.evidence is None]
        means = [model.embed([query.text for query in task.queries], side="query").mean(axis=0) for task in chosen]
        rows.append(np.mean(means, axis=0))
    np.save(DATA / FILE, np.stack(rows).astype(np.float16))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
