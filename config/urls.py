"""The roof's doors."""

from django.urls import path

from workflows.api.api import api

urlpatterns = [path("api/v1/", api.urls)]
