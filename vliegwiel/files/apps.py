from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "vliegwiel.files"
    label = "files"
