// Bootstrap ignores "hide" for as long as a dialog fades in: one that was answered at once would stay, and be answered
// again.
const { Dialog } = frappe.ui;
const { hide } = Dialog.prototype;

Dialog.prototype.hide = function () {
	const fades_in = this.is_visible && !this.display;
	hide.call(this);
	if (fades_in) this.$wrapper.one("shown.bs.modal", () => this.is_visible || hide.call(this));
};
