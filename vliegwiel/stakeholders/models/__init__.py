from .conversation import Conversation, ConversationAsk
from .stakeholder import PlayingField, Stakeholder, StakeholderChange

__all__ = ["Conversation", "ConversationAsk", "PlayingField", "Stakeholder", "StakeholderChange"]
