"""Where a change comes from: our own pages and programs may make one, a page of another site may not."""

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request

_FRIENDLY = ("same-origin", "none")
SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""
QUESTIONS = ("/reconcile/", "/panel/")
"""What is asked here never goes by the cookie of a reader, and pages of other sites may ask: the address has the key, or the request a
token, and the rooms behind say which pages."""


def from_elsewhere(request: HTTPConnection, with_cookie: bool = False) -> bool:
    """Whether a page of another site makes this request through somebody's browser.

    Browsers say so in Sec-Fetch-Site, older ones name the page in Origin or Referer. Programs say neither: with a cookie, which only
    browsers have, that counts as from elsewhere.
    """
    if site := request.headers.get("sec-fetch-site", ""):
        return site not in _FRIENDLY
    if page := request.headers.get("origin") or request.headers.get("referer"):
        return urlsplit(page).netloc.lower() != request.headers.get("host", "").lower()
    return with_cookie


def from_here(request: Request) -> None:
    """Raises 403 where a page of another site makes this request; the doors ask it of every change."""
    if from_elsewhere(request):
        raise HTTPException(403, "Changes are made from our own pages or by a program, not by a page of another site.")
