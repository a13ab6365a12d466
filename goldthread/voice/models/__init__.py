from .concern import Concern, ConcernQuerySet, Subject
from .promise import Promise
from .reply import Reply
from .writer import Writer

__all__ = ["Concern", "ConcernQuerySet", "Promise", "Reply", "Subject", "Writer"]
