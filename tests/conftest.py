"""Set before Qt is imported anywhere: no test opens a window on a screen."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
