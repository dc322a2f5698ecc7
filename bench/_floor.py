"""The addresses of the system, and one more: a bare INSERT behind the same middleware, which no save can undercut."""

from random import Random

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from bench import _twin
from icm.urls import urlpatterns as system

_random = Random(5)


def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """One row into a table without history, for the very person and author; then the usual way on."""
    (sample,) = _twin.rows(1)
    row = [pk, request.POST["reference"], *sample[2:5], request.user.pk, *sample[6:]]
    row[8] = request.POST["body"]
    with connection.cursor() as cursor:
        cursor.execute(_twin.insert(_twin.TWIN), row)
    return redirect("/")


urlpatterns = [*system, path("bench/<int:pk>/bare/", bare, name="bare")]
