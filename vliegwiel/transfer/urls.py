"""Addresses under /uitwisselen/."""

app_name = "transfer"
urlpatterns: list = []
