from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "vliegwiel.notifications"
    label = "notifications"
