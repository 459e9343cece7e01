from .position import Position

__all__ = ["Position"]
