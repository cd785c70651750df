"""The addresses of the site."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api

from tests.hosts.wagtail_site.control import control

urlpatterns = [
    path("_test/", control),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v3/", api.urls),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include(wagtail_urls)),
]
