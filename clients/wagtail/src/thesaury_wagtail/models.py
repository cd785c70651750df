"""Concepts as snippets, and what an image has more where it can be an asset of Thesaury."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from . import conf, naming


@register_snippet
class Concept(index.Indexed, models.Model):
    """A concept of a vocabulary. Thesaury writes them; `labels` are texts by language."""

    uri = models.CharField(max_length=500, unique=True)
    scheme = models.CharField(max_length=500, blank=True, default="")
    notation = models.CharField(max_length=255, blank=True, default="")
    labels = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="narrower")

    panels = [FieldPanel(name, read_only=True) for name in ("uri", "scheme", "notation", "labels", "parent")]
    search_fields = [index.SearchField("label"), index.AutocompleteField("label"), index.FilterField("uri")]
    api_fields = [APIField(name, writable=True) for name in ("uri", "scheme", "notation", "labels", "parent")]

    class Meta:
        verbose_name = "concept"
        ordering = ("uri",)

    @property
    def label(self) -> str:
        """The label in the language of the moment, else any, else the IRI."""
        language = get_language() or conf.language()
        labels: dict[str, str] = self.labels
        best = labels.get(language) or labels.get(language.partition("-")[0]) or labels.get(conf.language())
        return best or next(iter(labels.values()), self.uri)

    def __str__(self) -> str:
        return self.label


class AssetImageMixin(models.Model):
    """Put it before AbstractImage in the bases of the site's image model; `asset_fields` belong into its `admin_form_fields`.

    `asset_ref` is the reference to the asset, `asset_until` the last day on which it may be shown, `asset_withdrawn` when it was withdrawn.
    """

    asset_ref = models.CharField(max_length=500, unique=True, null=True, blank=True, editable=False)
    asset_texts = models.JSONField(default=dict, blank=True, editable=False)
    asset_credit = models.TextField("credit", blank=True, default="")
    asset_copyright = models.TextField("copyright", blank=True, default="")
    asset_licence = models.TextField(blank=True, default="", editable=False)
    asset_usage = models.TextField(blank=True, default="", editable=False)
    asset_until = models.DateField(null=True, blank=True, editable=False, db_index=True)
    asset_file = models.CharField(max_length=255, blank=True, default="", editable=False)
    asset_withdrawn = models.DateTimeField(null=True, blank=True, editable=False)
    asset_concepts = models.ManyToManyField(Concept, blank=True, editable=False, related_name="+")

    asset_fields = ("asset_credit", "asset_copyright")

    class Meta:
        abstract = True

    @property
    def own(self) -> dict[str, str]:
        """The image's own title and description by their names as texts; a title that only repeats the reference is none."""
        own = {name: str(getattr(self, field)) for name, field in naming.OWN.items()}
        return own | ({"title": ""} if own["title"] == self.asset_ref else {})

    @property
    def texts(self) -> dict[str, str]:
        """All texts by name as they stand, the editors' words among them."""
        found = naming.read(self.asset_texts, self.own, conf.language())
        found |= {name: getattr(self, field) for name, field in naming.PLAIN.items()}
        found["allowed_until"] = self.asset_until.isoformat() if self.asset_until else ""
        return {name: text for name, text in found.items() if text}

    @property
    def over(self) -> bool:
        """Whether its last day has passed, and nobody has withdrawn it yet."""
        today = timezone.localdate(timezone=naming.DAYS)
        return self.asset_until is not None and self.asset_withdrawn is None and self.asset_until < today

    def get_rendition(self, filter: Any) -> Any:
        """As always, but for what is over: that is withdrawn before anybody is shown it."""
        self._end()
        return super().get_rendition(filter)  # type: ignore[misc]

    def get_renditions(self, *filters: Any) -> Any:
        """The same for several."""
        self._end()
        return super().get_renditions(*filters)  # type: ignore[misc]

    def create_rendition(self, filter: Any) -> Any:
        """As always, unless the file was replaced or withdrawn meanwhile: that took away what it knew of, and this came later."""
        return self._lasting({filter: super().create_rendition(filter)})[filter]  # type: ignore[misc]

    def create_renditions(self, *filters: Any) -> Any:
        """The same for several."""
        return self._lasting(super().create_renditions(*filters))  # type: ignore[misc]

    def _lasting(self, made: dict[Any, Any]) -> dict[Any, Any]:
        """What was made from the file that the image has; the rest is taken away, and made of the image as it is now."""
        if not self.asset_ref or not made:
            return made
        if not self._stands():
            self._unmake(made)
            there = type(self)._base_manager.get(pk=self.pk)
            return {filter: there.get_rendition(filter) for filter in made}
        if (
            transaction.get_connection().in_atomic_block
        ):  # nobody else sees them before its end, so it is looked at again
            transaction.on_commit(lambda: None if self._stands() else self._unmake(made))
        return made

    def _stands(self) -> bool:
        """Whether the image has still the file that it had when it was read."""
        found = type(self)._base_manager.filter(pk=self.pk).values_list("file", "asset_withdrawn").first()
        return found is not None and (found[0], found[1] is None) == (self.file.name, self.asset_withdrawn is None)

    def _unmake(self, made: dict[Any, Any]) -> None:
        from . import files

        files.erase(self, [one.file for one in made.values()])
        self.renditions.filter(file__in=[one.file.name for one in made.values()]).delete()

    def _end(self) -> None:
        from . import assets

        if self.over:
            assets.withdraw(self, None, "", None)

    def text(self, name: str, language: str = "") -> str:
        """A text (title, alt, caption) in a language, that of the moment without one; empty where there is none."""
        return naming.chosen(self.texts, name, language or get_language() or conf.language())

    @property
    def default_alt_text(self) -> Any:
        """The alt text in the language of the page; of what was withdrawn there is none."""
        if self.asset_withdrawn:
            return ""
        return (self.text("alt") if self.asset_ref else "") or super().default_alt_text  # type: ignore[misc]


class ForAudience(models.Model):
    """For pages: the market, the audience and the concepts that the picker is kept to while the page is edited. `thesaury_panels` belong
    into the panels of the page."""

    thesaury_market = models.CharField("markets", max_length=255, blank=True, default="", help_text="DE AT")
    thesaury_audience = models.CharField("audience", max_length=255, blank=True, default="")
    thesaury_topics = ParentalManyToManyField(Concept, blank=True, related_name="+", verbose_name="topics")

    thesaury_panels = [
        MultiFieldPanel(
            [FieldPanel("thesaury_market"), FieldPanel("thesaury_audience"), FieldPanel("thesaury_topics")],
            heading="Thesaury",
        )
    ]

    class Meta:
        abstract = True
