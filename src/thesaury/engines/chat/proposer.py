"""One question to a chat-completions server, and its answer as proposals."""

from collections.abc import Callable, Mapping
from typing import Any

from thesaury.engines.chat.answers import proposals_in
from thesaury.ports.proposer import Proposals

Post = Callable[[str, Mapping[str, Any]], Any]
"""Sends a JSON body to a path below the server's base and gives the JSON of its reply; raises as `Proposer.propose` does."""

PATH = "chat/completions"
_MOST_TOKENS = 2_000


class ChatProposer:
    """Implements `ports.proposer.Proposer`; how requests are sent, paced and retried is the business of `post`."""

    def __init__(self, post: Post, model: str) -> None:
        """Ask this model by that way; nothing is sent yet."""
        self._post, self._model = post, model

    @property
    def version(self) -> str:
        """The name of the model."""
        return self._model

    def propose(self, instructions: str, question: str) -> Proposals:
        """What the model proposes; the same question is meant to have the same answer, as far as the server keeps to that."""
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
            "response_format": {"type": "json_object"},
        }
        return proposals_in(self._post(PATH, body))
