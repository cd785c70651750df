"""An OpenID Connect provider of its own, run in a process of its own: `python identity_server.py [seconds a token holds]`.

It knows four people; which of them signs in, the one who posts its form says.
"""

import sys
import threading
from datetime import timedelta

from oidc_provider_mock import User, run_server_in_thread


def person(sub: str, verified: bool, *groups: str) -> User:
    address = f"{sub}@example.org"
    return User(
        sub=sub, claims={"email": address, "email_verified": verified, "name": sub.title(), "groups": [*groups]}
    )


PEOPLE = (
    person("rita", True, "rights-team", "everyone"),
    person("nora", True),
    person("ursula", False, "rights-team"),
    User(sub="ed", claims={"email": "ed@elsewhere.example", "email_verified": True, "groups": ["rights-team"]}),
)

if __name__ == "__main__":
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
    with run_server_in_thread(
        user_claims=PEOPLE, access_token_max_age=timedelta(seconds=seconds), require_nonce=True
    ) as server:
        print(f"http://localhost:{server.server_port}", flush=True)
        threading.Event().wait()
