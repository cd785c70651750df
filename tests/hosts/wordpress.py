"""A real WordPress with its own database, on this machine alone: made in a folder, started, and ended by the ids of its processes."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

HERE = Path(__file__).parent
WORDPRESS = Path("/usr/share/wordpress")
_PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "mariadb")
_EXTENSIONS = ("mysqli", "gd", "mbstring")
_PLUGIN = files("thesaury.connectors.wordpress") / "plugin" / "thesaury"
_NEVER = re.compile(r"languages|akismet|hello\.php")
_LOGGED = re.compile(r" \[(\d+)\]: (GET|HEAD|POST|PUT|PATCH|DELETE) (\S+)")

_CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '{address}'); define('WP_SITEURL', '{address}');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $k) {
    define($k . '_KEY', $k . ' key of a site that only tests see'); define($k . '_SALT', $k . ' salt of a site that only tests see');
}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

_ROUTER = """<?php
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (is_file($root . $path)) return false;
if (strpos($path, '/wp-content/') === 0) { http_response_code(404); return true; }
if (is_dir($root . $path) && is_file(rtrim($root . $path, '/') . '/index.php')) {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = rtrim($path, '/') . '/index.php';
    chdir($root . $path);
    require rtrim($root . $path, '/') . '/index.php';
    return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
chdir($root);
require $root . '/index.php';
"""


@dataclass
class Site:
    """A running WordPress. `keys` are the application passwords of admin, erika (an editor, in German) and anton (an author)."""

    address: str
    folder: Path
    socket: Path
    keys: dict[str, str] = field(default_factory=dict)
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30, verify=False, trust_env=False))

    def rest(self, method: str, route: str, who: str = "admin", **more: Any) -> httpx.Response:
        """Asks its own interface, as somebody who knows nothing of our connector."""
        params = {"rest_route": route, **more.pop("params", {})}
        auth = (who, self.keys[who]) if who else None
        return self.client.request(method, f"{self.address}/index.php", params=params, auth=auth, **more)

    def read(self, route: str, **params: Any) -> Any:
        """What a route holds, as editors see it."""
        reply = self.rest("GET", route, params={"context": "edit", **params})
        assert reply.status_code == 200, reply.text
        return reply.json()

    def all(self, route: str, **params: Any) -> list[Any]:
        """Every page of a route."""
        found, pages = list[Any](), 1
        while len(found) == (pages - 1) * 100:
            asked = {"context": "edit", "per_page": 100, "page": pages, **params}
            reply = self.rest("GET", route, params=asked)
            assert reply.status_code == 200, reply.text
            found += reply.json()
            if pages >= int(reply.headers["x-wp-totalpages"]):
                break
            pages += 1
        return found

    def get(self, address: str) -> httpx.Response:
        """What a visitor gets."""
        return self.client.get(address, follow_redirects=True)

    def query(self, sql: str) -> str:
        """Something of its database that no interface tells, or that a test breaks."""
        asked = ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-N", "-e", sql, "wp"]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()

    def php(self, code: str) -> str:
        """What this prints within WordPress, as a plugin of the site would run it."""
        root, host = self.folder / "site", self.address.removeprefix("http://")
        here = f"$_SERVER['HTTP_HOST'] = '{host}'; $_SERVER['REQUEST_URI'] = '/'; require '{root}/wp-load.php';"
        needs = "".join(
            f"require_once ABSPATH . 'wp-admin/includes/{name}.php';" for name in ("image", "file", "media")
        )
        done = subprocess.run(["php", "-r", here + needs + code], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def option(self, name: str, value: str) -> None:
        """Set an option of the site."""
        self.query(f"UPDATE wp_options SET option_value = '{value}' WHERE option_name = '{name}'")

    def requests(self) -> list[tuple[str, str, int]]:
        """Every request it has answered so far: method, address, status."""
        text = (self.folder / "php.log").read_text("utf-8", "replace")
        return [(method, path, int(status)) for status, method, path in _LOGGED.findall(text)]

    def writes(self) -> int:
        """How many requests it has answered that may have changed something."""
        return sum(method not in ("GET", "HEAD") for method, _, _ in self.requests())

    def complaints(self) -> str:
        """Warnings and errors of PHP."""
        log = self.folder / "debug.log"
        return log.read_text("utf-8", "replace") if log.exists() else ""


def needed() -> None:
    """Skip where WordPress, PHP or MariaDB are not on this machine."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if not WORDPRESS.is_dir() or missing:
        pytest.skip(f"needs WordPress, PHP and MariaDB of Debian; not here: {', '.join(missing) or WORDPRESS}")
    there = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.split()
    if lacking := [name for name in _EXTENSIONS if name not in there]:
        pytest.skip(f"needs PHP with {', '.join(lacking)}")


@contextmanager
def wordpress(plugin: bool = True) -> Iterator[Site]:
    """A new WordPress, with our plugin or without; everything it started has ended when the block is left."""
    needed()
    folder = Path(tempfile.mkdtemp(prefix="wp-"))  # short, for the address of a socket may be no longer than 107 bytes
    site = Site(f"http://127.0.0.1:{_free()}", folder, folder / "db.sock")
    try:
        with _database(site):
            _files(site, plugin)
            site.keys = _installed(site)
            with _served(site):
                yield site
    finally:
        site.client.close()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(site: Site) -> Iterator[None]:
    data, user = site.folder / "db", _user()
    made = ["mariadb-install-db", "--no-defaults", f"--user={user}", f"--datadir={data}"]
    made += ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]
    subprocess.run(made, check=True, capture_output=True)
    start = ["mariadbd", "--no-defaults", f"--user={user}", f"--datadir={data}", f"--socket={site.socket}"]
    start += ["--skip-networking", f"--pid-file={site.folder}/db.pid", "--innodb-flush-log-at-trx-commit=0"]
    with (site.folder / "db.log").open("wb") as log:
        process = subprocess.Popen([*start, "--innodb-buffer-pool-size=32M"], stdout=log, stderr=log)
    try:
        _wait(lambda: site.socket.exists() and _pings(site), site.folder / "db.log")
        yield
    finally:
        process.terminate()
        process.wait(30)


def _pings(site: Site) -> bool:
    asked = ["mariadb", "--no-defaults", f"--socket={site.socket}", "-uroot", "-e"]
    asked += ["CREATE DATABASE IF NOT EXISTS wp CHARACTER SET utf8mb4"]
    return subprocess.run(asked, capture_output=True).returncode == 0


def _files(site: Site, plugin: bool) -> None:
    root = site.folder / "site"
    shutil.copytree(
        WORDPRESS, root, ignore=lambda _, names: [name for name in names if _NEVER.fullmatch(name)], symlinks=False
    )
    (root / "wp-config.php").unlink(missing_ok=True)
    values = {"{socket}": str(site.socket), "{address}": site.address, "{folder}": str(site.folder)}
    config = _CONFIG
    for name, value in values.items():
        config = config.replace(name, value)
    (root / "wp-config.php").write_text(config)
    (site.folder / "router.php").write_text(_ROUTER)
    (root / "wp-content" / "uploads").mkdir(exist_ok=True)
    if plugin:
        with as_file(_PLUGIN) as ours:
            shutil.copytree(ours, root / "wp-content" / "plugins" / "thesaury")


def _installed(site: Site) -> dict[str, str]:
    asked = ["php", str(HERE / "wordpress.php"), str(site.folder / "site"), site.address.removeprefix("http://")]
    done = subprocess.run(asked, capture_output=True, text=True)
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = {"wrong": done.stdout + done.stderr}
    assert not told["wrong"], told["wrong"] + site.complaints()
    keys: dict[str, str] = told["keys"]
    return keys


@contextmanager
def _served(site: Site) -> Iterator[None]:
    host = site.address.removeprefix("http://")
    start = [
        "php",
        "-d",
        "upload_max_filesize=64M",
        "-d",
        "post_max_size=64M",
        "-S",
        host,
        "-t",
        str(site.folder / "site"),
    ]
    environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "2"}
    with (site.folder / "php.log").open("wb") as log:
        process = subprocess.Popen(
            [*start, str(site.folder / "router.php")], stdout=log, stderr=log, env=environment, start_new_session=True
        )
    try:
        _wait(lambda: site.rest("GET", "/", who="").status_code == 200, site.folder / "php.log")
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(
                process.pid, signal.SIGTERM
            )  # the workers are processes of the same group, and outlive their master
        process.wait(30)


def _wait(so: Any, log: Path, seconds: float = 60) -> None:
    end = monotonic() + seconds
    while True:
        try:
            if so():
                return
        except httpx.HTTPError:
            pass
        assert monotonic() < end, log.read_text("utf-8", "replace")[-2000:]
        sleep(0.05)


def _user() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
