"""Names of the roles that the code itself asks for; what else a role may do, its permissions say."""

# who signs what is issued
SIGNATORY_ROLES = ("CON District Signatory", "CON Province Signatory")
# who runs the site, and stands in no line of approval
ADMINISTRATOR_ROLES = ("CON Administrator", "System Manager")
