"""What a person says of an asset is kept, logged and passed on to the channels in one transaction, or nothing of it is."""

from pathlib import Path

import pytest

from tests.contract.catalogue_values import AT
from thesaury.engines.sql import channels, open_catalogue
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.publishing import Approval, Channel
from thesaury.ports.audit import deed


@pytest.mark.parametrize("step", ["touch", "append_deeds"])
def test_cut_off_anywhere_nobody_has_said_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def cut_off(*_: object) -> None:
        raise WorkspaceBusy("Another process is writing.")

    monkeypatch.setattr(channels, step, cut_off)
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    catalogue.channels.put(Channel("web", "Web"))
    with pytest.raises(WorkspaceBusy):
        catalogue.channels.approve([Approval("web", "x", False, AT)], [deed("channel.revoke", "asset:x")])
    assert catalogue.channels.approvals("web", ["x"]) == {}
    assert (catalogue.feeds.touched(0, 9), catalogue.audit.deeds()) == ([], ())
    catalogue.close()
