"""Connections, the connectors there are, and what would be written back."""

from typing import Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Flag, Moment, Name, Sent, Told, Whole, example, sent_example


class ConnectorSetting(Told):
    """One setting of a connector; one with `choices` takes these values alone, a `secret` is kept in the vault and never told."""

    name: str
    description: str
    required: bool
    secret: bool
    default: str
    choices: list[str]


class Connector(Told):
    """A kind of system that can be connected."""

    name: str
    title: str
    summary: str
    roles: list[str]
    settings: list[ConnectorSetting]


class Connectors(Told):
    """All kinds, by name."""

    model_config = example(connectors=[])

    connectors: list[Connector]


class Connection(Told):
    """A system that is connected; secrets are named and never told."""

    model_config = example(
        name="dam",
        connector="bynder",
        roles=["source", "sink"],
        helps=["pictures"],
        settings={"portal": "acme"},
        secrets=["token"],
    )

    name: str
    connector: str
    roles: list[str]
    helps: list[str]
    settings: dict[str, str]
    secrets: list[str]


class Connections(Told):
    """All connections, in the order they were added."""

    model_config = example(connections=[])

    connections: list[Connection]


class AddConnection(Sent):
    """A system to connect: its settings and secrets are those of its connector. It is kept once the system answers."""

    model_config = sent_example(connector="table", name="shop", settings={"path": "shop.csv"}, when="every 1d")

    connector: Name
    name: str = Field("", max_length=80, description="Without one it is called after the connector.")
    settings: dict[str, str] = Field(default_factory=dict)
    secrets: dict[str, str] = Field(default_factory=dict)
    when: Literal["manual", "every 1h", "every 1d", "cron 0 3 * * *", "changes"] = "manual"


class Added(Connection):
    """A connection that was just made; `needs_login`: a person has to sign in to the system on its page before it can be read."""

    model_config = example(
        name="shop",
        connector="table",
        roles=["source"],
        helps=[],
        settings={"path": "shop.csv"},
        secrets=[],
        needs_login=False,
    )

    needs_login: bool


class ChangeConnection(Sent):
    """The settings from now on. `unseen`: keep them without a look at the system, which is away just now."""

    model_config = sent_example(settings={"path": "shop.csv"})

    settings: dict[str, str]
    unseen: Flag = False


class Secrets(Sent):
    """Secrets to keep, by name; an empty one is forgotten. They are told to nobody."""

    model_config = sent_example(secrets={"token": "from the system"})

    secrets: dict[str, str] = Field(min_length=1, max_length=20)


class SecretNames(Told):
    """The names of the secrets that are kept now."""

    model_config = example(secrets=["token"])

    secrets: list[str]


class Parted(Told):
    """What went with a connection: so many records count as gone, so many writes are never sent, so many assets were withdrawn from the CMS
    that it was (or left there), these flows changed or ended."""

    model_config = example(records=120, writes=0, published=0, changed=[], ended=["shop"])

    records: int
    writes: int
    published: int
    changed: list[str]
    ended: list[str]


class Checked(Told):
    """What a look at the system found, in sentences."""

    model_config = example(found=["The portal answers, and 12 fields can be written."])

    found: list[str]


class GraphPut(Told):
    """One graph in a graph store: so many statements, put at this moment. `failed` says why the newest try did not put it; what was there
    before is still there then."""

    graph: str
    statements: Whole
    at: Moment
    failed: str


class KeptGraphs(Told):
    """How far the graph store of a connection is. `keeps`: it is kept current, which the setting `graph_keep` chooses. `whole` is the
    moment at which everything there was as here last, `tried` that of the newest round, and `failed` says why that one failed."""

    model_config = example(
        keeps=True,
        whole="2026-11-28T10:00:00+00:00",
        statements=120,
        graphs=[
            {
                "graph": "urn:thesaury:graph:assets",
                "statements": 120,
                "at": "2026-11-28T10:00:00+00:00",
                "failed": "",
            }
        ],
        tried="2026-11-28T10:00:00+00:00",
        failed="",
    )

    keeps: bool
    whole: Moment
    statements: Whole
    graphs: list[GraphPut]
    tried: Moment
    failed: str


class Tag(Told):
    """A concept that comes or goes."""

    iri: str
    label: str


class PlannedWrite(Told):
    """What one field of one record would gain and lose."""

    external_id: str
    field: str
    add: list[Tag]
    remove: list[Tag]


class WritePlan(Told):
    """All that would be written: `writes` are the first 100 of `count`; `digest` says which plan it is."""

    model_config = example(digest="0f3c", count=0, assets=0, added=0, removed=0, writes=[])

    digest: str
    count: int
    assets: int
    added: int
    removed: int
    writes: list[PlannedWrite]


class CarryOut(Sent):
    """The plan that was read, and the flow whose filters and fields it was made with."""

    model_config = sent_example(digest="0f3c", flow="nightly")

    digest: str = Field(min_length=1, max_length=64)
    flow: str = Field("", max_length=200)
