"""A site without our app: its image model has a reference and a credit, three lines each, and its stories can be read by the API."""

from django.db import models
from wagtail import blocks
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page


class BareImage(AbstractImage):
    asset_ref = models.CharField(max_length=500, unique=True, null=True, blank=True)
    credit = models.CharField(max_length=255, blank=True)
    concept_uris = models.TextField(blank=True)

    admin_form_fields = (*Image.admin_form_fields, "asset_ref", "credit", "concept_uris")
    api_fields = [APIField(name, writable=True) for name in ("asset_ref", "credit", "concept_uris")]


class BareRendition(AbstractRendition):
    image = models.ForeignKey(BareImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class BarePage(Page):
    lead = models.ForeignKey(BareImage, models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField([("text", blocks.RichTextBlock()), ("image", ImageChooserBlock())], blank=True)

    api_fields = [APIField("lead", writable=True), APIField("body", writable=True)]
