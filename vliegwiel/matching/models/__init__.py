from .bundle import Bundle, BundleEntry
from .document import SearchDocument
from .judgement import Judgement
from .meaning import Meaning

__all__ = ["Bundle", "BundleEntry", "Judgement", "Meaning", "SearchDocument"]
