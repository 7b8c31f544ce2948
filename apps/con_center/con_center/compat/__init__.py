"""What only one version of Frappe needs, a file a version: each says when it goes."""
