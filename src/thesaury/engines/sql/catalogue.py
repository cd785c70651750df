"""The catalogue of one workspace over one database: `ports.catalogue.Catalogue`."""

from pathlib import Path

from thesaury.engines.sql.accept_rules import SqlAcceptRules
from thesaury.engines.sql.answer_log import SqlAnswerLog
from thesaury.engines.sql.audit import SqlAudit
from thesaury.engines.sql.boards import SqlBoards
from thesaury.engines.sql.brand_terms import SqlBrandTerms
from thesaury.engines.sql.channels import SqlChannels
from thesaury.engines.sql.cleanups import SqlCleanups
from thesaury.engines.sql.client_words import SqlClientWords
from thesaury.engines.sql.compliance import SqlComplianceDays
from thesaury.engines.sql.database import Database
from thesaury.engines.sql.drafts import SqlDrafts
from thesaury.engines.sql.enrichments import SqlEnrichments
from thesaury.engines.sql.feedback import SqlFeedbacks
from thesaury.engines.sql.feeds import SqlFeeds
from thesaury.engines.sql.flows import SqlFlows
from thesaury.engines.sql.graph_puts import SqlGraphPuts
from thesaury.engines.sql.hints import SqlHints
from thesaury.engines.sql.identities import SqlIdentities
from thesaury.engines.sql.intakes import SqlIntakes
from thesaury.engines.sql.leases import SqlLeases
from thesaury.engines.sql.mappings import SqlMappings
from thesaury.engines.sql.measuring import SqlMeasuring
from thesaury.engines.sql.migrating import migrate
from thesaury.engines.sql.notices import SqlCalendarFeeds, SqlNotices
from thesaury.engines.sql.offers import SqlOffers
from thesaury.engines.sql.outbox import SqlOutbox
from thesaury.engines.sql.panels import SqlPanels
from thesaury.engines.sql.placements import SqlPlacements
from thesaury.engines.sql.profiles import SqlProfiles
from thesaury.engines.sql.proposals import SqlProposals
from thesaury.engines.sql.publications import SqlPublications
from thesaury.engines.sql.quality import SqlQualityScores
from thesaury.engines.sql.records import SqlRecords
from thesaury.engines.sql.replies import SqlReplies
from thesaury.engines.sql.reports import SqlReports
from thesaury.engines.sql.rights_records import SqlRightsRecords
from thesaury.engines.sql.runs import SqlRuns
from thesaury.engines.sql.saved_questions import SqlSavedQuestions
from thesaury.engines.sql.saved_searches import SqlSavedSearches
from thesaury.engines.sql.search_log import SqlSearchLog
from thesaury.engines.sql.secrets import Cipher, SqlSecrets
from thesaury.engines.sql.service_keys import SqlServiceKeys
from thesaury.engines.sql.usage import SqlUsage
from thesaury.engines.sql.vocabularies import SqlVocabularies
from thesaury.engines.sql.webhooks import SqlWebhooks


class SqlCatalogue:
    """All stores of one workspace; may be used from several threads."""

    def __init__(self, database: Database, cipher: Cipher | None = None) -> None:
        """Stand on a database whose schema is the newest; without a cipher no secret can be kept or read."""
        self.records = SqlRecords(database)
        self.enrichments = SqlEnrichments(database)
        self.accept_rules = SqlAcceptRules(database)
        self.rights = SqlRightsRecords(database)
        self.vocabularies = SqlVocabularies(database)
        self.offers = SqlOffers(database)
        self.brand_terms = SqlBrandTerms(database)
        self.mappings = SqlMappings(database)
        self.client_words = SqlClientWords(database)
        self.runs = SqlRuns(database)
        self.flows = SqlFlows(database)
        self.outbox = SqlOutbox(database)
        self.leases = SqlLeases(database)
        self.secrets = SqlSecrets(database, cipher)
        self.hints = SqlHints(database)
        self.usage = SqlUsage(database)
        self.search_log = SqlSearchLog(database)
        self.notices = SqlNotices(database)
        self.calendar_feeds = SqlCalendarFeeds(database)
        self.service_keys = SqlServiceKeys(database)
        self.panels = SqlPanels(database)
        self.identities = SqlIdentities(database)
        self.drafts = SqlDrafts(database)
        self.saved_searches = SqlSavedSearches(database)
        self.saved_questions = SqlSavedQuestions(database)
        self.cleanups = SqlCleanups(database)
        self.boards = SqlBoards(database)
        self.audit = SqlAudit(database)
        self.replies = SqlReplies(database)
        self.profiles = SqlProfiles(database)
        self.proposals = SqlProposals(database)
        self.answers = SqlAnswerLog(database)
        self.intakes = SqlIntakes(database)
        self.quality = SqlQualityScores(database)
        self.compliance = SqlComplianceDays(database)
        self.placements = SqlPlacements(database)
        self.feedback = SqlFeedbacks(database)
        self.channels = SqlChannels(database)
        self.feeds = SqlFeeds(database)
        self.webhooks = SqlWebhooks(database)
        self.publications = SqlPublications(database)
        self.reports = SqlReports(database)
        self.measuring = SqlMeasuring(database)
        self.graph_puts = SqlGraphPuts(database)
        self._database = database

    def close(self) -> None:
        """Release the database."""
        self._database.close()


def open_catalogue(path: Path, patience: float = 5.0, cipher: Cipher | None = None) -> SqlCatalogue:
    """Open the catalogue in this file, made or upgraded where needed; another writer is waited for `patience` seconds.
    The cipher seals secrets; without one they raise Usage when used.

    Raises Stop for a file of a newer Thesaury, BadInput for a broken one or one of another program, Unreachable where it
    cannot be opened, WorkspaceBusy and NoSpace.
    """
    database = Database(path, patience)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return SqlCatalogue(database, cipher)
