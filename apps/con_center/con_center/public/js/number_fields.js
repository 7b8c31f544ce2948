// Only for the Frappe of August 2023, and goes with it: there a field of numbers, once it has the cursor, turns what is
// in the field that has it a tenth of a second later into a number, whichever field that is. In 15 as released, only
// its own text is chosen.
const { ControlData, ControlInt } = frappe.ui.form;

if (ControlInt && /setTimeout/.test(ControlInt.prototype.make_input)) {
	ControlInt.prototype.make_input = function () {
		ControlData.prototype.make_input.call(this);
		this.$input.on("focus", () => {
			this.$input[0].select();
			return false;
		});
	};
}
