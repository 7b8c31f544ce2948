// Bootstrap ignores "hide" for as long as a dialog fades in: one that was answered at once would stay, and be answered
// again. While it fades out it would take a second click.
const { Dialog } = frappe.ui;
const { hide, set_primary_action, show } = Dialog.prototype;

Object.assign(Dialog.prototype, {
	// a screen reader says what has opened, and how to close it
	show() {
		this.$wrapper.attr("aria-label", this.title || null);
		this.$wrapper.find(".btn-modal-close").attr("aria-label", __("Close"));
		// nor does it know whose the labels are
		for (const { df, $input } of this.fields_list ?? []) $input?.attr("aria-label", df.label ? __(df.label, null, df.parent) : null);
		return show.call(this);
	},

	hide() {
		const fades_in = this.is_visible && !this.display;
		hide.call(this);
		if (fades_in) this.$wrapper.one("shown.bs.modal", () => this.is_visible || hide.call(this));
	},

	set_primary_action(label, click) {
		const once = (...values) => this.is_visible && click.apply(this, values);
		return set_primary_action.call(this, label, typeof click === "function" ? once : click);
	},
});
