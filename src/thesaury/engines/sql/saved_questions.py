"""Questions of one's own in the database: `ports.saved_questions.SavedQuestions`."""

from dataclasses import asdict

from sqlalchemy import delete, or_, select

from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.schema import saved_question
from thesaury.model.errors import Usage
from thesaury.model.saved_question import SavedQuestion


class SqlSavedQuestions:
    """One row for each question."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, question: SavedQuestion) -> None:
        """Keep it. Raises Usage where its owner has another one of that name."""
        table = saved_question.c
        named = select(table.id).where(table.owner == question.owner, table.name == question.name)
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(named.where(table.id != question.id)):
                raise Usage(f"You have a question {question.name!r} already. Choose another name, or change that one.")
            transaction.execute(delete(saved_question).where(table.id == question.id))
            insert_all(transaction, saved_question, [asdict(question)])

    def get(self, id: str) -> SavedQuestion | None:
        """The question with this id."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(saved_question).where(saved_question.c.id == id)).first()
            return SavedQuestion(**row._mapping) if row else None

    def seen_by(self, owner: str) -> list[SavedQuestion]:
        """Those of this owner and those that others share, by name, then owner."""
        table = saved_question.c
        seen = select(saved_question).where(or_(table.owner == owner, table.shared))
        with self._database.reading() as transaction:
            rows = transaction.execute(seen.order_by(table.name, table.owner))
            return [SavedQuestion(**row._mapping) for row in rows]

    def drop(self, id: str) -> None:
        """Forget it. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            if not transaction.execute(delete(saved_question).where(saved_question.c.id == id)).rowcount:
                raise Usage("That question is not there any more. Somebody may have removed it.")
