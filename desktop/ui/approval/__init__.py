"""How an act gets its second signature in the window: it waits, or somebody present signs it.

A presenter whose act needs a checker hands what came of it to ``Approval.follow`` (flow.py); the
page of approvals shows what waits.
"""
