"""The roof's doors."""

urlpatterns: list = []
