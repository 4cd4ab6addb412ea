"""The composition root: the only place that knows all rooms and puts them together."""

from desktop.bootstrap.application import Application, SystemClock
from desktop.bootstrap.founding import found_office
from desktop.bootstrap.opening import build, open_with_password, sign_in
from desktop.bootstrap.regaining import recover_by_code, recover_by_office
from desktop.bootstrap.restoring import order_by_copy, order_by_key

__all__ = [
    "Application",
    "SystemClock",
    "build",
    "found_office",
    "open_with_password",
    "order_by_copy",
    "order_by_key",
    "recover_by_code",
    "recover_by_office",
    "sign_in",
]
