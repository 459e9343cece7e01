"""Who hears of a change: jobs of upper rooms that want to know when an action of a lower room is done.

The lower room knows nothing of it. The door puts the job in the queue in the transaction of the change, so that a
change that is kept is always heard of, and one that is undone never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from procrastinate.tasks import Task

LISTENERS: dict[str, list[Task]] = defaultdict(list)
"""By the name of the action: the jobs that get the id of its Activity."""


def hears(*names: str) -> Callable[[Task], Task]:
    """Let a job hear of the actions with these names. It is called with `activity_id`, soon after the change is final.

    A job can be done twice (its worker died half-way), so it must be one that does no harm then.
    """

    def decorate(task: Task) -> Task:
        for name in names:
            LISTENERS[name].append(task)
        return task

    return decorate


def tell(name: str, *, activity_id: int) -> None:
    """Put the jobs that hear of this action in the queue."""
    for task in LISTENERS.get(name, ()):
        task.defer(activity_id=activity_id)
