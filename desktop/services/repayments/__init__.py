"""Repayments: quoted, recorded, reversed, confirmed by ledgers, closed day by day."""
