// The form of a Workflow: a step is added by a dialog that shows the ladder as it is and as it will be.
frappe.ui.form.on("Workflow", {
	refresh(frm) {
		const is_ladder = !frm.is_new() && (frm.doc.states || []).some((row) => row.con_meaning);
		if (!is_ladder) return;
		frm.add_custom_button(__("Add a Step"), () => ask_step(frm));
	},
});

function ask_step(frm) {
	const named = (names) => [...new Set(names)].map((value) => ({ value, label: __(value) }));
	const led = frm.doc.transitions.filter((row) => !row.con_follows && row.state !== row.next_state);
	const next_of = (state) => named(led.filter((row) => row.state === state).map((row) => row.next_state));
	const first = led[0]?.state;
	const redraw = frappe.utils.debounce(() => draw_after(frm, dialog), 300);
	const dialog = new frappe.ui.Dialog({
		title: __("Add a Step"),
		size: "extra-large",
		fields: [
			{
				fieldname: "from_state",
				fieldtype: "Select",
				label: __("After Which Step"),
				options: named(led.map((row) => row.state)),
				default: first,
				reqd: 1,
				onchange() {
					const options = next_of(dialog.get_value("from_state"));
					dialog.set_df_property("to_state", "options", options);
					dialog.set_value("to_state", options[0]?.value).then(redraw);
				},
			},
			{
				fieldname: "to_state",
				fieldtype: "Select",
				label: __("Before Which Step"),
				options: next_of(first),
				default: next_of(first)[0]?.value,
				reqd: 1,
				onchange: redraw,
			},
			// not `name`: a dialog has one of its own
			{ fieldname: "step_name", fieldtype: "Data", label: __("Name of the Step"), reqd: 1, onchange: redraw },
			{ fieldtype: "Column Break" },
			{
				fieldname: "allowed",
				fieldtype: "Link",
				options: "Role",
				label: __("Who Decides"),
				reqd: 1,
				get_query: () => ({ filters: { name: ["like", "CON %"] } }),
				onchange: redraw,
			},
			{
				fieldname: "action",
				fieldtype: "Data",
				label: __("Action"),
				description: __("What stands on the button"),
				reqd: 1,
				onchange: redraw,
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "return_to",
				fieldtype: "Select",
				label: __("May Return It To"),
				options: [{ value: "", label: "" }, ...named(frm.doc.states.map((row) => row.state))],
				// by no `depends_on`: Frappe asks for all values then, and empties what is just being typed
				onchange() {
					dialog.set_df_property("asks_reason", "hidden", dialog.get_value("return_to") ? 0 : 1);
					redraw();
				},
			},
			{
				fieldname: "asks_reason",
				fieldtype: "Check",
				label: __("Asks for a Reason"),
				default: 1,
				hidden: 1,
			},
			{ fieldtype: "Section Break" },
			{ fieldname: "before", fieldtype: "HTML" },
			{ fieldtype: "Column Break" },
			{ fieldname: "after", fieldtype: "HTML" },
		],
		primary_action_label: __("Add the Step"),
		primary_action: (values) =>
			add_step(frm, { ...values, save: 1 }).then(() => {
				dialog.hide();
				frm.reload_doc();
			}),
	});
	dialog.show();
	show(dialog, "before", __("As It Is"), picture_of(frm.doc));
}

const ASKED = ["from_state", "to_state", "step_name", "action", "allowed", "return_to", "asks_reason"];

function add_step(frm, values) {
	const { from_state, to_state, step_name: name, action, allowed, return_to, asks_reason, save } = values;
	return frappe.xcall(
		"con_center.approval.adding.add_step",
		{ workflow: frm.docname, from_state, to_state, name, action, allowed, return_to, asks_reason, save },
		"POST",
		save ? {} : { silent: true }
	);
}

// once all is chosen: the server says what would come of it, and saves nothing
function draw_after(frm, dialog) {
	// one by one: all at once, a dialog empties what is being typed
	const values = Object.fromEntries(ASKED.map((field) => [field, dialog.get_value(field)]));
	if (!["from_state", "to_state", "step_name", "action", "allowed"].every((field) => values[field])) return;
	add_step(frm, { ...values, save: 0 })
		.then(({ after }) => show(dialog, "after", __("As It Will Be"), after, values.step_name))
		.catch(() => dialog.get_field("after").$wrapper.empty());
}

function picture_of(doc) {
	return {
		states: [...new Map(doc.states.map((row) => [row.state, { name: row.state }])).values()],
		steps: doc.transitions.map((row) => ({
			from: row.state,
			to: row.next_state,
			action: row.action,
			follows: row.con_follows,
		})),
	};
}

function show(dialog, field, title, picture, marked) {
	const head = document.createElement("h6");
	head.textContent = title;
	dialog.get_field(field).$wrapper.empty().append(head, draw_ladder(picture, marked));
}

// a ladder from top to bottom: forward steps on the right, steps back on the left
const BOX = { width: 190, height: 30, gap: 26, left: 120 };

function draw_ladder({ states, steps }, marked) {
	const order = in_order(states, steps);
	const place = new Map(order.map((name, number) => [name, number * (BOX.height + BOX.gap)]));
	const height = order.length * (BOX.height + BOX.gap);
	const picture = svg("svg", { class: "con-ladder", viewBox: `0 0 430 ${height}`, width: "100%" });
	const drawn = new Set();
	steps.forEach(({ from, to, follows }) => {
		const key = `${from}\n${to}`;
		if (from === to || drawn.has(key)) return;
		drawn.add(key);
		picture.append(arrow(place.get(from), place.get(to), follows));
	});
	order.forEach((name) => picture.append(...box(name, place.get(name), name === marked)));
	return picture;
}

// as documents come to them, from the first state on
function in_order(states, steps) {
	const found = [states[0].name];
	for (const name of found) {
		steps.forEach(({ from, to }) => from === name && !found.includes(to) && found.push(to));
	}
	return [...found, ...states.map(({ name }) => name).filter((name) => !found.includes(name))];
}

function box(name, top, is_marked) {
	const frame = svg("rect", {
		x: BOX.left,
		y: top,
		width: BOX.width,
		height: BOX.height,
		rx: 6,
		class: is_marked ? "con-ladder-new" : "con-ladder-state",
	});
	const text = svg("text", {
		x: BOX.left + BOX.width / 2,
		y: top + BOX.height / 2 + 4,
		"text-anchor": "middle",
	});
	text.textContent = __(name);
	return [frame, text];
}

function arrow(from, to, follows) {
	const middle = BOX.height / 2;
	const kind = follows ? "con-ladder-follows" : "con-ladder-step";
	const next = BOX.height + BOX.gap;
	if (to - from === next) {
		const x = BOX.left + BOX.width / 2;
		return head(`M${x},${from + BOX.height} L${x},${to}`, x, to, "down", kind);
	}
	const down = to > from;
	const side = down ? BOX.left + BOX.width : BOX.left;
	const far = side + (down ? 1 : -1) * Math.min(100, 20 + Math.abs(to - from) / 6);
	const path = `M${side},${from + middle} C${far},${from + middle} ${far},${to + middle} ${side},${to + middle}`;
	return head(path, side, to + middle, down ? "left" : "right", kind);
}

const HEADS = { down: "-4,-7 4,-7", left: "7,-4 7,4", right: "-7,-4 -7,4" };

function head(path, x, y, way, kind) {
	const group = svg("g", { class: kind });
	const corners = HEADS[way].split(" ").map((corner) => {
		const [dx, dy] = corner.split(",").map(Number);
		return `${x + dx},${y + dy}`;
	});
	group.append(svg("path", { d: path }), svg("polygon", { points: `${x},${y} ${corners.join(" ")}` }));
	return group;
}

function svg(tag, attributes) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
	Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
	return element;
}
