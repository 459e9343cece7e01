from .run import ImportRow, ImportRun, Progress, led_by

__all__ = ["ImportRow", "ImportRun", "Progress", "led_by"]
