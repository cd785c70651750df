"""A last day ends in Wagtail when it ends here, whatever time zone the site is in."""

import importlib.util
from pathlib import Path

from thesaury.model.use import TIME_ZONE

APP = Path(__file__).parents[3] / "clients/wagtail/src/thesaury_wagtail"


def test_the_app_counts_days_where_the_product_does():
    spec = importlib.util.spec_from_file_location("naming_of_the_app", APP / "naming.py")
    assert spec
    assert spec.loader
    naming = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(naming)
    assert naming.DAYS.key == TIME_ZONE


def test_no_day_is_asked_of_the_site():
    asking = [file.name for file in APP.rglob("*.py") if "localdate()" in file.read_text("utf-8")]
    assert asking == []
