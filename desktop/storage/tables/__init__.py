"""All tables as SQLAlchemy Core objects, by area; no ORM classes."""

from desktop.storage.tables.agreements import (
    agreement,
    agreement_arrival,
    agreement_consent,
    agreement_loan,
    agreement_signing,
    agreement_third,
    instalment,
    promise,
    promise_loan,
    promise_withdrawal,
)
from desktop.storage.tables.captured import entry_rows, row_change
from desktop.storage.tables.deliveries import delivery, delivery_withdrawal, evidence
from desktop.storage.tables.documents import document, template
from desktop.storage.tables.drafts import draft
from desktop.storage.tables.exchange import (
    correction,
    correction_answer,
    enrolment,
    held_at_office,
    office_decision,
    own_keys,
    package_answer,
    package_out,
    part_at_office,
    return_in,
    target,
)
from desktop.storage.tables.foreign import (
    awaited_file,
    foreign_entry,
    foreign_party,
    foreign_person,
    foreign_subject,
)
from desktop.storage.tables.guarantees import (
    guarantee,
    guarantee_act,
    guarantee_act_withdrawal,
)
from desktop.storage.tables.head_office import head_office
from desktop.storage.tables.installation import installation
from desktop.storage.tables.journal import journal, journal_subject
from desktop.storage.tables.keys import keyslot_copy
from desktop.storage.tables.limitation import event_withdrawal, loan_event
from desktop.storage.tables.loans import (
    guarantor,
    ledger_import,
    ledger_problem,
    loan,
    loan_change,
    source_mapping,
)
from desktop.storage.tables.notices import notice, notice_loan, paper, serial_counter
from desktop.storage.tables.office import (
    app_user,
    approval,
    approval_open,
    approval_step,
    phone_key,
)
from desktop.storage.tables.parties import party
from desktop.storage.tables.people import (
    contact,
    contact_withdrawal,
    party_merge,
    party_merge_undo,
    relation,
    relation_withdrawal,
)
from desktop.storage.tables.policies import policy_row
from desktop.storage.tables.relief import (
    relief,
    relief_evidence,
    relief_part,
    relief_step,
    relief_waiver,
)
from desktop.storage.tables.repayments import (
    day_close,
    day_reopen,
    loan_reduction,
    repayment,
    repayment_confirmation,
    repayment_reversal,
    repayment_share,
)
from desktop.storage.tables.schema import metadata

__all__ = [
    "agreement",
    "agreement_arrival",
    "agreement_consent",
    "agreement_loan",
    "agreement_signing",
    "agreement_third",
    "app_user",
    "approval",
    "approval_open",
    "approval_step",
    "awaited_file",
    "contact",
    "contact_withdrawal",
    "correction",
    "correction_answer",
    "day_close",
    "day_reopen",
    "delivery",
    "delivery_withdrawal",
    "document",
    "draft",
    "enrolment",
    "entry_rows",
    "event_withdrawal",
    "evidence",
    "foreign_entry",
    "foreign_party",
    "foreign_person",
    "foreign_subject",
    "guarantee",
    "guarantee_act",
    "guarantee_act_withdrawal",
    "guarantor",
    "head_office",
    "held_at_office",
    "installation",
    "instalment",
    "journal",
    "journal_subject",
    "keyslot_copy",
    "ledger_import",
    "ledger_problem",
    "loan",
    "loan_change",
    "loan_event",
    "loan_reduction",
    "metadata",
    "notice",
    "notice_loan",
    "office_decision",
    "own_keys",
    "package_answer",
    "package_out",
    "paper",
    "part_at_office",
    "party",
    "party_merge",
    "party_merge_undo",
    "phone_key",
    "policy_row",
    "promise",
    "promise_loan",
    "promise_withdrawal",
    "relation",
    "relation_withdrawal",
    "relief",
    "relief_evidence",
    "relief_part",
    "relief_step",
    "relief_waiver",
    "repayment",
    "repayment_confirmation",
    "repayment_reversal",
    "repayment_share",
    "return_in",
    "row_change",
    "serial_counter",
    "source_mapping",
    "target",
    "template",
]
