// A dialog that is left while it still opens is gone once it has opened: before, Bootstrap hears nothing, and the dialog
// would stand there with its work done.
const { Dialog } = frappe.ui;
const { hide } = Dialog.prototype;

Dialog.prototype.hide = function () {
	const { _isShown: is_shown, _isTransitioning: moves } = this.$wrapper.data("bs.modal") || {};
	if (is_shown && moves) this.$wrapper.one("shown.bs.modal", () => hide.call(this));
	else hide.call(this);
};
