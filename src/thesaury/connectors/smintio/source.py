"""Opens a Smint.io connection as a source: what was bought, by the interface or from an export of it, or what a portal shows."""

from dataclasses import replace
from pathlib import Path

from thesaury.connectors.files_beside import FilesBeside
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.smintio.client import LicensedApi
from thesaury.connectors.smintio.export import ExportApi
from thesaury.connectors.smintio.licensed_source import LicensedSource
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.portal_settings import portal_settings
from thesaury.connectors.smintio.portal_source import PortalSource
from thesaury.connectors.smintio.settings import EXPORT, LICENSED, settings_of
from thesaury.connectors.smintio.write_settings import dams_of
from thesaury.model.connection import Connection
from thesaury.ports.source import AssetSource, Tools


def open_source(connection: Connection, tools: Tools) -> AssetSource:
    """The source of a Smint.io connection. Raises Usage for a wrong setting; nothing is sent or read yet."""
    settings = settings_of(connection)
    usual = replace(
        own_manifest(__package__ or "").capabilities, page_limit=settings.page_size, sweep_hours=settings.sweep_hours
    )
    if settings.content == LICENSED:
        bought = replace(usual, change_feed="cursor", rights_native="licences")
        return LicensedSource(connection.name, settings, LicensedApi(connection, settings, tools), bought)
    if settings.content == EXPORT:
        path = Path(settings.path).expanduser().absolute()
        held = replace(usual, change_feed="none", rights_native="licences")
        return LicensedSource(
            connection.name,
            settings,
            ExportApi(connection.name, path, tools.may_open),
            held,
            FilesBeside(path.parent, tools.may_open),
        )
    api = PortalApi(connection, settings, portal_settings(connection), tools)
    dams = dams_of(connection) if connection.setting("dams") else {}
    usual = replace(usual, change_feed="none", rights_native="dates")
    return PortalSource(connection.name, settings, api, usual, dams)
