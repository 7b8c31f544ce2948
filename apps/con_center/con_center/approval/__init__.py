"""What every approval shares: decisions on the ladder of Frappe's Workflow, and the append-only log of them.

`decision` checks and carries out a decision, `log` writes and verifies what was decided, `waiting` finds what
a user can decide now. A DocType takes part by its field `workflow_state`, by deriving from
`GovernedDocument`, and by having an active Workflow.
"""

# states that a decision with a reason leads to
RETURNED = "Returned"
CANCELLED = "Cancelled"
UNLOCKED = "Unlocked"
# decisions that nobody waits for: they undo one, or follow from one on another document
UNASKED = ("Confirm with the District", "Unlock with the District", "Unlock the District")


def is_waited_for(transition) -> bool:
	"""Tell whether a document in the transition's state waits for this decision, and not just allows it."""
	return transition.next_state not in (CANCELLED, RETURNED) and transition.action not in UNASKED
