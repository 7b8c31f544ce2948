"""What every approval shares: decisions on the ladder of Frappe's Workflow, and the append-only log of them.

`decision` checks and carries out a decision, `log` writes and verifies what was decided, `waiting` finds what
a user can decide now. A DocType takes part by being listed in `GOVERNED`, deriving from `GovernedDocument`,
and having an active Workflow.
"""

GOVERNED = ("Appointment Order",)

# states that a decision with a reason leads to
RETURNED = "Returned"
CANCELLED = "Cancelled"
