"""Language models behind the chat-completions protocol: `POST {base}/chat/completions`, as many servers speak it."""

from thesaury.engines.chat.proposer import ChatProposer

__all__ = ["ChatProposer"]
