from .action import Action, ActionQuerySet
from .comment import Attachment, Comment, CommentQuerySet, Mention, Upload
from .follow import Follow, FollowQuerySet
from .reaction import Reaction, ReactionQuerySet

__all__ = [
    "Action",
    "ActionQuerySet",
    "Attachment",
    "Comment",
    "CommentQuerySet",
    "Follow",
    "FollowQuerySet",
    "Mention",
    "Reaction",
    "ReactionQuerySet",
    "Upload",
]
