"""The tables of the catalogue as they stand at the newest migration: one module for each group of stores."""

from thesaury.engines.sql.schema.assets import asset, connection, likeness, record, record_raw, record_reference
from thesaury.engines.sql.schema.boards import board, board_comment, board_item, board_share, board_touched
from thesaury.engines.sql.schema.brand import brand_term
from thesaury.engines.sql.schema.cleaning import cleanup, cleanup_entry, cleanup_step
from thesaury.engines.sql.schema.client_words import client_word
from thesaury.engines.sql.schema.columns import Ordered, metadata
from thesaury.engines.sql.schema.compliance import compliance_day
from thesaury.engines.sql.schema.desk import deed, deed_end, reply, saved_question, saved_search, sighting
from thesaury.engines.sql.schema.editing import vocabulary_draft, vocabulary_edit
from thesaury.engines.sql.schema.enrichment import accept_rule, annotation, review, suggestion, unknown_tag
from thesaury.engines.sql.schema.graph_puts import graph_put, graph_round
from thesaury.engines.sql.schema.measuring import measured_record, measuring_mark
from thesaury.engines.sql.schema.offers import taken_vocabulary, vocabulary_offer
from thesaury.engines.sql.schema.onboarding import client_mapping, client_mapping_step, onboarding_round
from thesaury.engines.sql.schema.panels import panel_origin, panel_pairing, panel_session
from thesaury.engines.sql.schema.placing import feedback, placement, placement_report
from thesaury.engines.sql.schema.profiles import profile
from thesaury.engines.sql.schema.proposals import proposal, proposal_gathering, proposal_step, proposal_use
from thesaury.engines.sql.schema.publications import page_use, publication, publication_feed, publication_step
from thesaury.engines.sql.schema.publishing import (
    approval,
    channel,
    channel_key,
    feed,
    feed_audience,
    feed_entry,
    feed_topic,
    feed_touch,
    feed_wait,
)
from thesaury.engines.sql.schema.quality import quality_score
from thesaury.engines.sql.schema.reports import report_schedule, report_sending
from thesaury.engines.sql.schema.rights import (
    calendar_feed,
    intake,
    kept_answer,
    notice,
    notice_event,
    notice_way,
    policy,
    rights_record,
)
from thesaury.engines.sql.schema.searching import kept_search, kept_search_state, session_day
from thesaury.engines.sql.schema.services import service_key
from thesaury.engines.sql.schema.vocabularies import (
    concept_state,
    version_concept,
    version_scheme,
    vocabulary_pull,
    vocabulary_version,
)
from thesaury.engines.sql.schema.webhooks import (
    rights_change,
    webhook_cursor,
    webhook_endpoint,
    webhook_message,
)
from thesaury.engines.sql.schema.work import (
    flow,
    hint,
    lease,
    outbox,
    outbox_base,
    run,
    run_failure,
    secret,
    usage_event,
)

__all__ = [
    "Ordered",
    "accept_rule",
    "annotation",
    "approval",
    "asset",
    "board",
    "board_comment",
    "board_item",
    "board_share",
    "board_touched",
    "brand_term",
    "calendar_feed",
    "channel",
    "channel_key",
    "cleanup",
    "cleanup_entry",
    "cleanup_step",
    "client_mapping",
    "client_mapping_step",
    "client_word",
    "compliance_day",
    "concept_state",
    "connection",
    "deed",
    "deed_end",
    "feed",
    "feed_audience",
    "feed_entry",
    "feed_topic",
    "feed_touch",
    "feed_wait",
    "feedback",
    "flow",
    "graph_put",
    "graph_round",
    "hint",
    "intake",
    "kept_answer",
    "kept_search",
    "kept_search_state",
    "lease",
    "likeness",
    "measured_record",
    "measuring_mark",
    "metadata",
    "notice",
    "notice_event",
    "notice_way",
    "onboarding_round",
    "outbox",
    "outbox_base",
    "page_use",
    "panel_origin",
    "panel_pairing",
    "panel_session",
    "placement",
    "placement_report",
    "policy",
    "profile",
    "proposal",
    "proposal_gathering",
    "proposal_step",
    "proposal_use",
    "publication",
    "publication_feed",
    "publication_step",
    "quality_score",
    "record",
    "record_raw",
    "record_reference",
    "reply",
    "report_schedule",
    "report_sending",
    "review",
    "rights_change",
    "rights_record",
    "run",
    "run_failure",
    "saved_question",
    "saved_search",
    "secret",
    "service_key",
    "session_day",
    "sighting",
    "suggestion",
    "taken_vocabulary",
    "unknown_tag",
    "usage_event",
    "version_concept",
    "version_scheme",
    "vocabulary_draft",
    "vocabulary_edit",
    "vocabulary_offer",
    "vocabulary_pull",
    "vocabulary_version",
    "webhook_cursor",
    "webhook_endpoint",
    "webhook_message",
]
