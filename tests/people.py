"""People at the desk of a test: one desk, signed by whoever is asked for."""

from dataclasses import replace

from desktop.domain.approvals import Decision, Means
from desktop.domain.errors import ExpectedFailure
from desktop.domain.permissions import Role
from desktop.services.key_ports import StoredSlot
from desktop.services.office_ports import StoredProposal, StoredStep, User
from desktop.services.operators import Operator

NAMES = {
    Role.TELLER: "丁柜员",
    Role.CREDIT_OFFICER: "彭信贷",
    Role.ACCOUNTANT: "刘会计",
    Role.MANAGER: "夏主任",
    Role.HEAD_OFFICE: "联社",
}


class FakeKeyRing:
    """Everybody's password is his login, and how often it was asked is counted."""

    def __init__(self):
        self.asked = []

    def confirm(self, user_id, password):
        self.asked.append(user_id)
        if password != user_id:
            raise ExpectedFailure("wrong_password")

    def opens(self, user_id, password):
        return password == user_id

    def new_slot(self, user_id, login, password):
        return StoredSlot(f"slot of {user_id}", "{}")

    def under_present_key(self, slot):
        return StoredSlot(f"slot of {slot.id}", slot.content)

    def new_recovery_code(self):
        return "0000-0000", StoredSlot("code", "{}")

    def office_slot(self, public, officers):
        return StoredSlot("office", "{}")

    def publish(self):
        pass

    def failures(self):
        return ()

    def told(self, ids):
        pass


def employ(desk, *roles):
    """Write users into the database, one a role; ids and logins are the roles' names."""
    with desk.store.write() as uow:
        for role in roles or Role:
            user = User(role.value, role.value, NAMES[role], role, desk.clock.today())
            uow.save_user(user)
        uow.record("users_found", "users", {}, desk.clock.today())
        uow.commit()


def at_desk(desk, role, user_id=""):
    """Return the desk as somebody of this role has it."""
    person = user_id or role.value
    return replace(
        desk,
        operator=Operator(person, NAMES[role], role),
        keys=desk.keys if isinstance(desk.keys, FakeKeyRing) else FakeKeyRing(),
        store=desk.store.signed_by(person),
    )


def proposal(now, **changes):
    """Return a proposal as it is stored."""
    made = StoredProposal(
        id="item-1",
        kind="probe",
        action="agreement",
        target_id="t1",
        title="周田生",
        body={},
        basis={},
        item_hash="a" * 64,
        maker_id="maker",
        made_at=now,
        expires_at=now,
    )
    return replace(made, **changes)


def decision(about, **changes):
    """Return a signature under a proposal as it is stored."""
    made = StoredStep(
        approval_id=about.id,
        decision=Decision.APPROVED,
        maker_id=about.maker_id,
        checker_id="checker",
        checker_role="manager",
        means=Means.PASSWORD,
        item_hash=about.item_hash,
        reason="",
        decided_at=about.made_at,
    )
    return replace(made, **changes)
