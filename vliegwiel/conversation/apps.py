from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "vliegwiel.conversation"
    label = "conversation"
