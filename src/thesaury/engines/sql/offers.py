"""Offers of the agency in the database: `ports.offers.Offers`."""

import json
import zlib
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from thesaury.engines.sql.codec import decode_concept, decode_scheme, encode_concept, encode_scheme
from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import taken_vocabulary, vocabulary_offer
from thesaury.engines.sql.vocabularies import content_of, keep
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.model.offer import FROM_AGENCY, Offer, TakenOver

_offer, _taken = vocabulary_offer.c, taken_vocabulary.c
_TOLD = [column for column in _offer if column.name != "content"]


class SqlOffers:
    """A row for each vocabulary that is offered, and one for each that was taken; the latter are remembered, for every edit asks."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._remembered = Remembered[str, tuple[TakenOver, ...]](database)

    def put(self, offer: Offer, content: Vocabulary) -> None:
        """Let this offer wait, in the place of the one of the same vocabulary."""
        row = {**asdict(offer), "content": _packed(content)}
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, vocabulary_offer, [row])

    def all(self) -> list[Offer]:
        """The last offer of each vocabulary, by name."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(*_TOLD).order_by(_offer.vocabulary))
            return [Offer(**row._mapping) for row in rows]

    def content(self, vocabulary: str) -> Vocabulary:
        """What is offered. Raises Usage where no offer of it waits."""
        wanted = select(_offer.content).where(_offer.vocabulary == vocabulary, _offer.declined_at == "")
        with self._database.reading() as transaction:
            packed = transaction.execute(wanted).scalar()
        if packed is None:
            raise Usage(f"No version of {vocabulary!r} is offered here.")
        return _unpacked(vocabulary, packed)

    def decline(self, offer: Offer, by: str, at: str) -> bool:
        """Say no to an offer and forget its content."""
        said = {"declined_at": at, "declined_by": by, "content": b""}
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(update(vocabulary_offer).where(_is(offer)).values(said)).rowcount)

    def withdraw(self, vocabulary: str) -> bool:
        """Forget the offer of this vocabulary."""
        with self._database.writing(durable=True) as transaction:
            return _forgotten(transaction, vocabulary)

    def take(self, offer: Offer, by: str, at: str) -> VocabularyVersion | None:
        """Keep what is offered as the next version, note that the vocabulary is the agency's, and forget the offer."""
        with self._database.writing(durable=True) as transaction:
            packed = transaction.execute(select(_offer.content).where(_is(offer))).scalar()
            if packed is None:
                return None
            version = keep(transaction, content_of(_unpacked(offer.vocabulary, packed)), FROM_AGENCY, at)
            taken = TakenOver(offer.vocabulary, offer.version, offer.digest, at, by)
            upsert(transaction, taken_vocabulary, [asdict(taken)])
            _forgotten(transaction, offer.vocabulary)
        return version

    def taken(self) -> list[TakenOver]:
        """The vocabularies that are the agency's, by name."""
        return list(self._remembered.one("", self._read_taken))

    def followed(self, taken: TakenOver) -> None:
        """Note that mappings were carried over to the version taken last."""
        this = and_(_taken.vocabulary == taken.vocabulary, _taken.at == taken.at, _taken.digest == taken.digest)
        with self._database.writing(durable=True) as transaction:
            transaction.execute(update(taken_vocabulary).where(this).values(followed=True))

    def release(self, vocabulary: str) -> bool:
        """From now on the vocabulary is this workspace's own."""
        with self._database.writing(durable=True) as transaction:
            _forgotten(transaction, vocabulary)
            return bool(transaction.execute(delete(taken_vocabulary).where(_taken.vocabulary == vocabulary)).rowcount)

    def _read_taken(self) -> tuple[TakenOver, ...]:
        with self._database.reading() as transaction:
            rows = transaction.execute(select(taken_vocabulary).order_by(_taken.vocabulary))
            return tuple(TakenOver(**row._mapping) for row in rows)


def _is(offer: Offer) -> ColumnElement[bool]:
    return and_(
        _offer.vocabulary == offer.vocabulary,
        _offer.digest == offer.digest,
        _offer.at == offer.at,
        _offer.declined_at == "",
    )


def _forgotten(transaction: Connection, vocabulary: str) -> bool:
    return bool(transaction.execute(delete(vocabulary_offer).where(_offer.vocabulary == vocabulary)).rowcount)


def _packed(vocabulary: Vocabulary) -> bytes:
    """The content in few bytes: an offer may wait for months."""
    parts = {
        "schemes": [encode_scheme(scheme) for scheme in vocabulary.schemes],
        "concepts": [encode_concept(concept) for concept in vocabulary.concepts],
    }
    return zlib.compress(json.dumps(parts).encode())


def _unpacked(name: str, packed: bytes) -> Vocabulary:
    parts = json.loads(zlib.decompress(packed))
    schemes, concepts = map(decode_scheme, parts["schemes"]), map(decode_concept, parts["concepts"])
    return Vocabulary(name, tuple(schemes), tuple(concepts))
