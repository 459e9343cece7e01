from .comment import Comment, CommentVersion, Helpful, Mention
from .moderation import Hiding, Report

__all__ = ["Comment", "CommentVersion", "Helpful", "Hiding", "Mention", "Report"]
