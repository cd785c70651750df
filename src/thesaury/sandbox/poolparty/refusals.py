"""Refusals of the server, in the shapes the vendor uses for them."""

from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response

REALM = 'Basic realm="PoolParty"'
_STACK = """<!doctype html><html lang="en"><head><title>HTTP Status {status} – {name}</title></head>
<body><h1>HTTP Status {status} – {name}</h1><hr class="line" /><p><b>Type</b> Exception Report</p>
<p><b>Message</b> {message}</p><p><b>Exception</b></p>
<pre>java.lang.IllegalStateException: {message}
\tat at.punkt.poolparty.sandbox.Invented.handle(Invented.java:214)
\tat at.punkt.poolparty.sandbox.Servlet.service(Servlet.java:61)
</pre><hr class="line" /><h3>Apache Tomcat</h3></body></html>
"""
_PLAIN = """<!doctype html><html lang="en"><head><title>HTTP Status {status} – {name}</title></head>
<body><h1>HTTP Status {status} – {name}</h1><p><b>Message</b> {message}</p></body></html>
"""
_NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
}


class Refused(Exception):
    """A request the server does not carry out; `shape` says how it is told: status, message, base, html, stack or empty."""

    def __init__(self, status: int, message: str, shape: str = "status") -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.shape = shape

    def response(self) -> Response:
        """The answer, in its shape."""
        headers = {"WWW-Authenticate": REALM} if self.status == 401 else {}
        if self.shape == "empty":
            return Response(status_code=self.status, headers=headers)
        if self.shape in ("html", "stack"):
            page = _STACK if self.shape == "stack" else _PLAIN
            text = page.format(status=self.status, name=_NAMES.get(self.status, "Error"), message=self.message)
            return HTMLResponse(text, self.status, headers)
        return JSONResponse(self._body(), self.status, headers)

    def _body(self) -> dict[str, Any]:
        if self.shape == "message":
            return {"message": self.message, "status": self.status}
        if self.shape == "base":
            return {"responseBase": {"success": False, "message": self.message}}
        return {"status": self.status, "errorMessage": self.message}


def unsuccessful(message: str) -> dict[str, Any]:
    """The body of a failure that the vendor answers with status 200."""
    return {"success": False, "message": f"<p>{message}</p>", "plainMessage": message, "reportable": False}
