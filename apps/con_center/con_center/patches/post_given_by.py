import frappe


def execute():
	"""Posts say who gave them: of older ones, who entered them."""
	post = frappe.qb.DocType("Officer Assignment")
	frappe.qb.update(post).set(post.appointed_by, post.owner).where(post.appointed_by.isnull()).run()
