"""The web application, as gunicorn starts it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vliegwiel.config.settings")

application = get_wsgi_application()

from vliegwiel.matching import search  # noqa: E402  # the rooms can be loaded only now

search.start_keeper()
