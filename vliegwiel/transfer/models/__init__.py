from .run import ImportRow, ImportRun, Progress

__all__ = ["ImportRow", "ImportRun", "Progress"]
