"""What the web server calls where the empty layouts have addresses too."""

from django.conf import settings

from icm.wsgi import application

__all__ = ["application"]

settings.ROOT_URLCONF = "bench._empty"
