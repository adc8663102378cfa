"""The roof as an application: it carries nothing but the translations' and templates' place."""

from django.apps import AppConfig


class DikaConfig(AppConfig):
    name = "config"
    verbose_name = "ฎีกา"
