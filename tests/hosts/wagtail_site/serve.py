"""`python -m tests.hosts.wagtail_site.serve make` makes the site, `... serve PORT` serves it and says its port in a line."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.hosts.wagtail_site.settings"
    django.setup()
    from django.conf import settings
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    if sys.argv[1] == "make":
        (settings.FOLDER / "token").write_text(_make())
        return
    server = Server(("127.0.0.1", int(sys.argv[1])), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    print(server.server_port, flush=True)
    server.serve_forever()


def _make() -> str:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import APIToken

    call_command("migrate", verbosity=0)
    admin = get_user_model().objects.create_superuser("admin", "admin@example.org", "admin-pw")
    _, key = APIToken.create_token(user=admin, name="thesaury")
    connection.close()
    return key


if __name__ == "__main__":
    main()
