"""What every approval shares: decisions on the ladder of Frappe's Workflow, and the append-only log of them.

`meaning` says what states and steps mean, by flags; `decision` checks and carries out a decision, `log` writes and
verifies what was decided, `waiting` finds what a user can decide now. A DocType takes part by its field
`workflow_state`, by deriving from `GovernedDocument`, and by having an active Workflow.
"""
