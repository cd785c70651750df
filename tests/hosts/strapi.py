"""A real Strapi on this machine: installed once by npm into a folder (three minutes, 720 MB), one site for each use, ended with the block.

The site has what `clients/strapi` gives to copy into one, and a type of its own, articles, as editors have them.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

VERSION = "5.54.0"
PARTS = Path(__file__).parents[2] / "clients" / "strapi" / "src"
_NEEDS = {
    "@strapi/strapi": VERSION,
    "@strapi/plugin-users-permissions": VERSION,
    "better-sqlite3": "12.8.0",
    "react": "^18",
    "react-dom": "^18",
    "react-router-dom": "^6",
    "styled-components": "^6",
}
_SECONDS_TO_START = 90.0
_MIDDLEWARES = ("logger", "errors", "security", "cors", "poweredBy", "query", "body", "session", "favicon", "public")
_SECRET = "strapi-of-the-drill-0123456789abcdef"
_CONFIG = {
    "database": "({ connection: { client: 'sqlite', connection: { filename: '.tmp/data.db' }, useNullAsDefault: true } })",
    "admin": (
        f"({{ serveAdminPanel: false, auth: {{ secret: '{_SECRET}' }}, apiToken: {{ salt: '{_SECRET}' }}, "
        f"transfer: {{ token: {{ salt: '{_SECRET}' }} }}, secrets: {{ encryptionKey: '{_SECRET}' }} }})"
    ),
    "api": "({ rest: { defaultLimit: 25, maxLimit: 100, withCount: true } })",
    "plugins": f"({{ 'users-permissions': {{ config: {{ jwtSecret: '{_SECRET}' }} }} }})",
    "middlewares": json.dumps([f"strapi::{name}" for name in _MIDDLEWARES]),
}
_TOKEN = """'use strict';
module.exports = {
  register() {},
  async bootstrap({ strapi }) {
    const token = await strapi.service('admin::api-token').create({
      name: `drill-${Date.now()}`, kind: 'content-api', type: 'full-access', lifespan: null, description: '',
    });
    const locales = strapi.plugin('i18n').service('locales');
    if (!(await locales.findByCode('de'))) await locales.create({ code: 'de', name: 'German (de)' });
    require('fs').writeFileSync('token', token.accessKey);
  },
};
"""
_BLOCK = {
    "collectionName": "components_site_blocks",
    "info": {"displayName": "Block"},
    "options": {},
    "attributes": {"text": {"type": "richtext"}, "image": {"type": "media", "multiple": False}},
}
_BY_LOCALE = {"i18n": {"localized": True}}
_ARTICLE = {
    "kind": "collectionType",
    "collectionName": "articles",
    "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article"},
    "options": {"draftAndPublish": True},
    "pluginOptions": _BY_LOCALE,
    "attributes": {
        "title": {"type": "string", "pluginOptions": _BY_LOCALE},
        "slug": {"type": "string"},
        "body": {"type": "richtext"},
        "cover": {"type": "media", "multiple": False, "pluginOptions": _BY_LOCALE},
        "gallery": {"type": "media", "multiple": True},
        "asset": {"type": "relation", "relation": "manyToOne", "target": "api::thesaury-asset.thesaury-asset"},
        "blocks": {"type": "component", "repeatable": True, "component": "site.block"},
    },
}


@dataclass(frozen=True, slots=True)
class Site:
    """Where a Strapi answers, and the token that may do everything by REST."""

    url: str
    token: str


class Absent(RuntimeError):
    """What a real Strapi needs is not on this machine; the sentence says what."""


def installed(folder: Path) -> Path:
    """The folder with Strapi in it; npm is asked once. Raises Absent."""
    if (folder / "node_modules" / "@strapi" / "strapi" / "package.json").is_file():
        return folder
    if not shutil.which("npm"):
        raise Absent("A real Strapi needs Node.js 20 or newer with npm.")
    folder.mkdir(parents=True, exist_ok=True)
    package = {"name": "strapi-of-the-drill", "version": "1.0.0", "private": True, "dependencies": _NEEDS}
    (folder / "package.json").write_text(json.dumps(package), "utf-8")
    done = subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise Absent(f"npm could not install Strapi: {done.stderr[-400:]}")
    return folder


@contextmanager
def running(packages: Path, place: Path) -> Iterator[Site]:
    """A new site in an empty place, served for the time of the block, from what `installed` gave."""
    port = _free_port()
    _laid_out(packages, place, port)
    env = {**os.environ, "NODE_ENV": "production", "STRAPI_TELEMETRY_DISABLED": "true", "HOST": "127.0.0.1"}
    command = [_node(packages), str(packages / "node_modules" / "@strapi" / "strapi" / "bin" / "strapi.js"), "start"]
    with (place / "strapi.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _awaited(process, url, place)
            yield Site(url, (place / "token").read_text("utf-8").strip())
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()


def _node(packages: Path) -> str:
    """The first Node.js on the PATH for which the database driver was made. Raises Absent."""
    for folder in os.get_exec_path():
        program = Path(folder) / "node"
        if program.is_file():
            tried = subprocess.run(
                [program, "-e", "new (require('better-sqlite3'))(':memory:')"], cwd=packages, capture_output=True
            )
            if not tried.returncode:
                return str(program)
    raise Absent("No Node.js on the PATH can load better-sqlite3: run `npm rebuild better-sqlite3` in the folder.")


def _laid_out(packages: Path, place: Path, port: int) -> None:
    (place / "public" / "uploads").mkdir(parents=True)
    (place / ".tmp").mkdir()
    (place / "node_modules").symlink_to(packages / "node_modules")
    shutil.copy(packages / "package.json", place / "package.json")
    shutil.copytree(PARTS, place / "src")
    server = f"({{ host: '127.0.0.1', port: {port}, app: {{ keys: ['{_SECRET}'] }} }})"
    for name, content in {**_CONFIG, "server": server}.items():
        _written(place / "config" / f"{name}.js", f"module.exports = {content};\n")
    _written(place / "src" / "index.js", _TOKEN)
    _written(place / "src" / "components" / "site" / "block.json", json.dumps(_BLOCK))
    article = place / "src" / "api" / "article"
    _written(article / "content-types" / "article" / "schema.json", json.dumps(_ARTICLE))
    for folder, kind in (("controllers", "Controller"), ("services", "Service"), ("routes", "Router")):
        made = f"require('@strapi/strapi').factories.createCore{kind}('api::article.article')"
        _written(article / folder / "article.js", f"module.exports = {made};\n")


def _written(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _awaited(process: subprocess.Popen[bytes], url: str, place: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with suppress(URLError, OSError), urlopen(f"{url}/_health", timeout=5) as reply:
            if reply.status == 204 and (place / "token").is_file():
                return
        time.sleep(0.1)
    log = (place / "strapi.log").read_text("utf-8", "replace")
    raise Absent(f"Strapi did not start: {log[-1500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
