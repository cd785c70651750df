"""The app: its own endpoints stand beside those of Wagtail's API v3, behind the same tokens."""

from django.apps import AppConfig


class ThesauryConfig(AppConfig):
    """`thesaury_wagtail` in INSTALLED_APPS, before `wagtail.images` and `wagtail.admin`, for it adds to their templates."""

    name = "thesaury_wagtail"
    verbose_name = "Thesaury"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the endpoints where the site has API v3."""
        from django.apps import apps

        if not apps.is_installed("wagtail.api.v3"):
            return
        from wagtail.api.v3.api import api
        from wagtail.api.v3.errors import problem_response

        from .api import router
        from .files import StillThere

        api.add_router("/thesaury/", router)
        api.exception_handler(StillThere)(lambda request, error: problem_response(status=503, detail=str(error)))
