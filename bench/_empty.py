"""The addresses of the system, and two more: the layout of a terminal and the layout of a relative's window with
nothing in them, behind the same middleware. No page made of them can be there sooner."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from icm.urls import urlpatterns as system


@login_not_required
def empty(request: HttpRequest, layout: str) -> HttpResponse:
    return render(request, f"layouts/{layout}.html")


urlpatterns = [*system, path("bench/empty/<slug:layout>/", empty, name="bench_empty")]
