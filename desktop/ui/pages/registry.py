"""The list of pages, in the order of the rail: those of a branch, or those of head office.

Pages are imported when they are first opened, so that the window starts fast.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.permissions import Action, Part, allows
from desktop.services.ports import Desk
from desktop.ui.pages.page import Badge, Page, PageContext, PageSpec


def page_specs(desk: Desk | None = None) -> list[PageSpec]:
    """Return the pages of a desk's kind, with their titles in the language of the moment.

    The database of branches is what head office alone has; None stands for any branch. Who keeps
    head office's users, and has no part in its work, sees none of that.
    """
    if desk is None or desk.collection is None:
        return _branch_pages()
    works = allows(desk.operator.role, Action.OFFICE, Part.READ)
    return [*(_office_pages() if works else ()), *_office_keeping(is_all=not works)]


def _office_pages() -> list[PageSpec]:
    translate, first = QCoreApplication.translate, "branches"
    return [
        PageSpec(first, translate("Pages", "Branches"), _branches, _late_badge),
        PageSpec(
            "office_branch",
            translate("Pages", "Branch"),
            _office_branch,
            in_rail=False,
            under=first,
        ),
        PageSpec("packages", translate("Pages", "Packages"), _packages),
        PageSpec("decide", translate("Pages", "To decide"), _decide, _decide_badge),
        PageSpec("returns", translate("Pages", "Returns"), _returns, _returns_badge),
        PageSpec("own", translate("Pages", "Head office"), _own),
    ]


def _office_keeping(*, is_all: bool) -> list[PageSpec]:
    """Return the pages of head office's own affairs; ``is_all`` where a person has no others."""
    translate, under = QCoreApplication.translate, "" if is_all else "branches"
    return [
        PageSpec("approvals", translate("Pages", "Approvals"), _approvals, _approvals_badge),
        PageSpec("rules", translate("Pages", "Rules"), _rules),
        PageSpec("templates", translate("Pages", "Templates"), _templates),
        PageSpec("users", translate("Pages", "Users"), _users, in_rail=is_all, under=under),
        PageSpec("backup", translate("Pages", "Backup"), _backup, in_rail=is_all, under=under),
        PageSpec("branch", translate("Pages", "Own details"), _branch, in_rail=is_all, under=under),
    ]


def _branch_pages() -> list[PageSpec]:
    translate = QCoreApplication.translate
    return [
        PageSpec("today", translate("Pages", "Today"), _today, _today_badge),
        PageSpec("ledger", translate("Pages", "Ledger"), _ledger),
        PageSpec("notices", translate("Pages", "Notices"), _notices),
        PageSpec("deliveries", translate("Pages", "Deliveries"), _deliveries, _waiting_badge),
        PageSpec("documents", translate("Pages", "Papers"), _documents, _unprinted_badge),
        PageSpec("repayments", translate("Pages", "Repayments"), _repayments),
        PageSpec("agreements", translate("Pages", "Agreements"), _agreements),
        PageSpec("relief", translate("Pages", "Relief"), _relief),
        PageSpec("approvals", translate("Pages", "Approvals"), _approvals, _approvals_badge),
        PageSpec("exchange", translate("Pages", "Sync"), _exchange),
        PageSpec("rules", translate("Pages", "Rules"), _rules),
        PageSpec("dossier", translate("Pages", "Dossier"), _dossier, in_rail=False, under="ledger"),
        PageSpec("import", translate("Pages", "Import"), _import, in_rail=False, under="ledger"),
        PageSpec("users", translate("Pages", "Users"), _users, in_rail=False, under="today"),
        PageSpec("backup", translate("Pages", "Backup"), _backup, in_rail=False, under="today"),
        PageSpec(
            "branch", translate("Pages", "Branch details"), _branch, in_rail=False, under="today"
        ),
    ]


def _today(context: PageContext) -> Page:
    from desktop.ui.pages.today.page import TodayPage

    return TodayPage(context)


def _today_badge(desk: Desk) -> Badge | None:
    from desktop.ui.pages.today.presenter import today_badge

    return today_badge(desk)


def _ledger(context: PageContext) -> Page:
    from desktop.ui.pages.ledger.page import LedgerPage

    return LedgerPage(context)


def _dossier(context: PageContext) -> Page:
    from desktop.ui.pages.dossier.page import DossierPage

    return DossierPage(context)


def _import(context: PageContext) -> Page:
    from desktop.ui.pages.ledger_import.page import ImportPage

    return ImportPage(context)


def _users(context: PageContext) -> Page:
    if context.desk.operator.role is None:
        from desktop.ui.pages.users.founding import FoundingPage

        return FoundingPage(context)
    from desktop.ui.pages.users.page import UsersPage

    return UsersPage(context)


def _backup(context: PageContext) -> Page:
    from desktop.ui.pages.backup.page import BackupPage

    return BackupPage(context)


def _branch(context: PageContext) -> Page:
    from desktop.ui.pages.branch.page import BranchPage

    return BranchPage(context)


def _repayments(context: PageContext) -> Page:
    from desktop.ui.pages.repayments.page import RepaymentsPage

    return RepaymentsPage(context)


def _exchange(context: PageContext) -> Page:
    from desktop.ui.pages.exchange.page import ExchangePage

    return ExchangePage(context)


def _rules(context: PageContext) -> Page:
    from desktop.ui.pages.rules.page import RulesPage

    return RulesPage(context)


def _agreements(context: PageContext) -> Page:
    from desktop.ui.pages.agreements.page import AgreementsPage

    return AgreementsPage(context)


def _relief(context: PageContext) -> Page:
    from desktop.ui.pages.relief.page import ReliefPage

    return ReliefPage(context)


def _approvals(context: PageContext) -> Page:
    from desktop.ui.pages.approvals.page import ApprovalsPage

    return ApprovalsPage(context)


def _approvals_badge(desk: Desk) -> Badge | None:
    from desktop.ui.pages.approvals.page import waiting_badge

    return waiting_badge(desk)


def _notices(context: PageContext) -> Page:
    from desktop.ui.pages.notices.page import NoticesPage

    return NoticesPage(context)


def _deliveries(context: PageContext) -> Page:
    from desktop.ui.pages.deliveries.page import DeliveriesPage

    return DeliveriesPage(context)


def _documents(context: PageContext) -> Page:
    from desktop.ui.pages.documents.page import DocumentsPage

    return DocumentsPage(context)


def _unprinted_badge(desk: Desk) -> Badge | None:
    from desktop.ui.pages.documents.page import unprinted_badge

    return unprinted_badge(desk)


def _waiting_badge(desk: Desk) -> Badge | None:
    from desktop.services.delivery_day import waiting_to_be_served

    count = waiting_to_be_served(desk)
    return Badge(count) if count else None


def _branches(context: PageContext) -> Page:
    from desktop.ui.pages.office.branches_page import BranchesPage

    return BranchesPage(context)


def _late_badge(desk: Desk) -> Badge | None:
    from desktop.ui.pages.office.branches_page import late_badge

    return late_badge(desk)


def _office_branch(context: PageContext) -> Page:
    from desktop.ui.pages.office.branch_page import BranchInFullPage

    return BranchInFullPage(context)


def _packages(context: PageContext) -> Page:
    from desktop.ui.pages.office.packages_page import PackagesPage

    return PackagesPage(context)


def _decide(context: PageContext) -> Page:
    from desktop.ui.pages.office.decide_page import DecidePage

    return DecidePage(context)


def _decide_badge(desk: Desk) -> Badge | None:
    from desktop.ui.pages.office.decide_page import waiting_badge

    return waiting_badge(desk)


def _returns(context: PageContext) -> Page:
    from desktop.ui.pages.office.returns_page import ReturnsPage

    return ReturnsPage(context)


def _returns_badge(desk: Desk) -> Badge | None:
    from desktop.ui.pages.office.returns_page import due_badge

    return due_badge(desk)


def _own(context: PageContext) -> Page:
    from desktop.ui.pages.office.own_page import OwnPage

    return OwnPage(context)


def _templates(context: PageContext) -> Page:
    from desktop.ui.pages.office.templates_page import TemplatesPage

    return TemplatesPage(context)
