"""A site with our app: stories, for an audience, with images that can be assets."""

from django.db import models
from thesaury_wagtail.models import AssetImageMixin, ForAudience
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page
from wagtail.snippets.models import register_snippet


class AssetImage(AssetImageMixin, AbstractImage):
    admin_form_fields = (*Image.admin_form_fields, *AssetImageMixin.asset_fields)


class Rendition(AbstractRendition):
    image = models.ForeignKey(AssetImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


@register_snippet
class Advert(models.Model):
    """Something that is no page, and does not let its picture go."""

    name = models.CharField(max_length=99)
    picture = models.ForeignKey(AssetImage, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class StoryPage(ForAudience, Page):
    lead = models.ForeignKey(AssetImage, models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField([("text", blocks.RichTextBlock()), ("image", ImageChooserBlock())], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), *ForAudience.thesaury_panels]
    template = "home/story_page.html"
