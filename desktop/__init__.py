"""清收通: the desktop program of a rural credit cooperative branch."""

__version__ = "0.1.0"
