"""The one rule of who may see which area.

An officer's posts (Officer Assignments in force today, `posts`) say which roles he holds where. From them come both the
condition on lists (`conditions`) and the check on documents (`documents`): they cannot disagree. Scope only narrows
what the role permissions of a DocType grant. `areas` reads codes, `rows` keeps rows with their documents, `named` names
to those who are near, `saving` only makes saving faster.
"""
