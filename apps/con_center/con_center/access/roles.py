"""Names of the roles that the code itself asks for; what else a role may do, its permissions say."""

# who signs what is issued
SIGNATORY_ROLES = ("CON District Signatory", "CON Province Signatory")
