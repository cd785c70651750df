"""A net below the connection to Thesaury: what may not be shown any more is withdrawn here, also while nothing comes from there."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.images import get_image_model

from thesaury_wagtail import assets, naming


class Command(BaseCommand):
    """Run it each night, a moment after midnight."""

    help = "Withdraws every asset whose last day has passed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Withdraw them one by one, and say how many."""
        today = timezone.localdate(timezone=naming.DAYS)
        over = list(get_image_model().objects.filter(asset_until__lt=today, asset_withdrawn__isnull=True))
        for image in over:
            assets.withdraw(image, None, "", None)
            self.stdout.write(f"{image.asset_ref} ended on {image.asset_until}")
        self.stdout.write(f"{len(over)} withdrawn")
