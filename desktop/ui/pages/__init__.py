"""The pages: each has a page that shows, a presenter that starts jobs, and its dialogs.

A new page: subclass :class:`desktop.ui.pages.page.Page`, override ``_build``, ``_connect``,
``_load`` and ``refresh``, and name it in :mod:`desktop.ui.pages.registry`. After a write emit
``context.bus.changed``: whoever shows something refreshes. New words: run
``python -m desktop.ui.translations.update``, fill in what is unfinished in ``zh_CN.ts``, run it
again.
"""
