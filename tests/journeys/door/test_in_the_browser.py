"""The whole way in a real browser: the first link, a reviewer who may not administer, a token, and the log of all of it."""

from pathlib import Path
from typing import Any

import httpx

from tests.journeys.conftest import prepared
from tests.journeys.pages.browsing import chromium
from tests.journeys.signing import ADMIN, PASSWORD, serving


def watched(page: Any) -> list[str]:
    """What goes wrong on a page from here on: console errors that are no refusals, and requests to elsewhere."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and "status of" not in said.text else None,
    )
    page.on("request", lambda asked: None if asked.url.startswith("http://127.0.0.1:") else wrong.append(asked.url))
    return wrong


def test_from_the_first_link_to_the_audit_log(tmp_path: Path):
    work = tmp_path / "work"
    prepared("init", work)
    with serving(work) as server, chromium() as browser:
        admin = browser.new_context(locale="en-GB").new_page()
        wrong = watched(admin)
        admin.goto(server.address)
        assert admin.url == f"{server.address}/sign-in"
        assert "Open the link that was printed" in admin.inner_text("main")

        admin.goto(server.address + server.link)
        for field, typed in (
            ("Name", "Ana Roe"),
            ("E-mail address", ADMIN),
            ("Password", PASSWORD),
            ("once more", PASSWORD),
        ):
            admin.get_by_label(field, exact=field == "Password").fill(typed)
        admin.get_by_role("button", name="Begin").click()
        admin.wait_for_url(f"{server.address}/")

        admin.goto(f"{server.address}/settings/people")
        invite = admin.get_by_role("region", name="Invite somebody")
        invite.get_by_label("Name").fill("Ben Stone")
        invite.get_by_label("E-mail address").fill("ben@example.org")
        invite.get_by_role("checkbox", name="Viewer sees").uncheck()
        invite.get_by_role("checkbox", name="Reviewer decides").check()
        invite.get_by_role("button", name="Make an invitation").press("Enter")
        link = admin.get_by_label("The one-time link").input_value()

        reviewer = browser.new_context(locale="de-DE").new_page()
        reviewer.goto(link)
        reviewer.get_by_label("Passwort", exact=True).fill(PASSWORD)
        reviewer.get_by_label("noch einmal").fill(PASSWORD)
        reviewer.get_by_role("button", name="Speichern und eintreten").click()
        reviewer.wait_for_url(f"{server.address}/")
        assert reviewer.get_by_role("link", name="Einstellungen").count() == 0
        reviewer.goto(f"{server.address}/settings/people")
        assert "Das dürfen Sie hier nicht" in reviewer.inner_text("h1")

        admin.goto(f"{server.address}/account")
        admin.get_by_label("What it is for").fill("nightly export")
        admin.get_by_role("button", name="Make the token").click()
        token = admin.get_by_label("The token", exact=True).input_value()
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx.get(f"{server.address}/api/v1/assets", headers=headers, timeout=60).status_code == 200
        assert httpx.get(f"{server.address}/audit", headers=headers, timeout=60).status_code == 403
        admin.get_by_role("button", name="Revoke the token nightly export").click()
        admin.get_by_text("The token opens nothing any more.").wait_for()
        assert httpx.get(f"{server.address}/api/v1/assets", headers=headers, timeout=60).status_code == 401

        admin.goto(f"{server.address}/audit?check=true")
        log = admin.inner_text("main")
        for words in (
            "The log is whole",
            "Revoked a token",
            "Made a token",
            "Added a person",
            "ben@example.org",
            "Signed in",
        ):
            assert words in log, words
        admin.locator("summary").first.click()
        assert admin.locator(".diff").first.is_visible()

        admin.get_by_role("button", name="Your account and how pages look").click()
        admin.get_by_role("button", name="Sign out").click()
        admin.wait_for_url(f"{server.address}/sign-in")
        admin.go_back()
        admin.reload()
        assert "/sign-in" in admin.url
        assert wrong == []
