// What the user's menu has beside Frappe's own entries. Frappe 16 has it in its sidebar, which it makes after the toolbar.
frappe.provide("con_center");

// Adds an entry above Frappe's; the words are asked for when the menu is there.
con_center.add_to_user_menu = (name, words, choose) =>
	$(document).on("toolbar_setup startup", () => {
		const $menu = $("#toolbar-user").first();
		if (!$menu.length || $menu.find(`.${name}`).length) return;
		$(document.createElement("button"))
			.attr({ class: `btn-reset dropdown-item ${name}`, type: "button" })
			.text(words())
			.on("click", choose)
			.prependTo($menu);
	});
