"""Which part of the queue a reviewer works on, as the address holds it."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query

from thesaury.model.annotation import QueueOrder


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign, a scheme (by IRI) and an order; what is empty narrows nothing."""

    campaign: str = ""
    scheme: str = ""
    order: QueueOrder = QueueOrder.TEACHING

    @property
    def narrowed(self) -> bool:
        """Whether this is less than everything that waits."""
        return bool(self.campaign or self.scheme)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What an address or a form has to carry on; what goes without saying is left out."""
        order = "" if self.order is QueueOrder.TEACHING else self.order.value
        given = (("campaign", self.campaign), ("scheme", self.scheme), ("order", order))
        return tuple((name, value) for name, value in given if value)

    def url(self, path: str = "/review", **more: str) -> str:
        """An address in this part of the queue."""
        query = urlencode([*self.fields, *((name, value) for name, value in more.items() if value)])
        return f"{path}?{query}" if query else path


def asked_by_address(
    campaign: Annotated[str, Query()] = "",
    scheme: Annotated[str, Query()] = "",
    order: Annotated[QueueOrder, Query()] = QueueOrder.TEACHING,
) -> Asked:
    """A dependency of routes that show."""
    return Asked(campaign, scheme, order)


def asked_by_form(
    campaign: Annotated[str, Form()] = "",
    scheme: Annotated[str, Form()] = "",
    order: Annotated[QueueOrder, Form()] = QueueOrder.TEACHING,
) -> Asked:
    """A dependency of routes that change."""
    return Asked(campaign, scheme, order)
