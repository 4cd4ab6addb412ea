"""Branches, their PCs, and the epochs of head office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from desktop.services.collection_records import Branch, Replica
from desktop.services.package_ports import PublicKeys, ReturnMark
from desktop.storage.collection.asking import Asking, Changing, of_branch
from desktop.storage.collection.tables import branch as branch_table
from desktop.storage.collection.tables import epoch, replica
from desktop.storage.collection.values import from_row, to_row

FIRST_EPOCH = 1


class BranchQueries(Asking):
    """Questions about branches and their PCs."""

    def epoch(self) -> int:
        newest = self._connection.execute(select(func.max(epoch.c.epoch))).scalar()
        return newest or FIRST_EPOCH

    def branches(self) -> Sequence[Branch]:
        return [
            Branch(row["branch"], row["name"], date.fromisoformat(row["added_on"]), row["phone"])
            for row in self._rows(select(branch_table).order_by(branch_table.c.branch))
        ]

    def replicas(self, branch: str = "") -> Sequence[Replica]:
        order = (replica.c.branch, replica.c.registered_on, replica.c.replica_id)
        statement = select(replica).where(*of_branch(replica, branch)).order_by(*order)
        return [
            from_row(
                Replica,
                {
                    **row,
                    "keys": PublicKeys(row["sealing"], row["signing"]),
                    "last_return": ReturnMark(
                        row["return_epoch"], row["return_number"], row["return_hash"]
                    ),
                },
            )
            for row in self._rows(statement)
        ]


class BranchWrites(Changing):
    """Branches added, PCs registered and revoked."""

    def add_branch(self, branch: Branch) -> None:
        """Add a branch, or name a known one anew."""
        added_on = branch.added_on.isoformat()
        row = {"name": branch.name, "added_on": added_on, "phone": branch.phone}
        self._put(branch_table, {**row, "branch": branch.code})

    def save_replica(self, replica_: Replica) -> None:
        row = to_row(replica_)
        keys: PublicKeys = row.pop("keys")
        mark: ReturnMark = row.pop("last_return")
        row |= {"sealing": keys.sealing, "signing": keys.signing}
        row |= {
            "return_epoch": mark.epoch,
            "return_number": mark.number,
            "return_hash": mark.hash,
        }
        self._put(replica, row)
