"""Charts of prints as SVG, drawn by pygal: in the letters of the sheet that they stand on, without its scripts and looks.

Values stand beside what is drawn, in the digits of letters, so that no chart is read by its colours alone.
"""

import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pygal
from pygal.style import Style

# for plugins of its own pygal puts a finder of the old kind among Python's, on which fails whoever asks them all
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

INK, GUIDE = "#222", "#c8c8c8"
# ColorBrewer's Dark2: told apart by the colour-blind
COLOURS = ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e")
STYLE = Style(font_family="inherit", colors=COLOURS, background="transparent", plot_background="transparent")
LOOKS = f"""
.pygal-chart text {{ fill: {INK}; font-family: inherit; font-size: 13px; stroke: none; }}
.pygal-chart .axis .line, .pygal-chart .axis .guide {{ stroke: {GUIDE}; stroke-width: 0.7; fill: none; }}
.pygal-chart .background {{ fill: none; }}
.pygal-chart .line {{ fill: none; stroke-width: 2; }}
.pygal-chart .legends rect {{ stroke: none; }}
.pygal-chart .value {{ font-weight: 700; }}
.pygal-chart .text-overlay text {{ text-anchor: middle; }}
.pygal-chart .axis.y text {{ text-anchor: end; }}
.pygal-chart .axis.x text {{ text-anchor: middle; }}
""" + "\n".join(
	f".pygal-chart .color-{n} {{ fill: {colour}; stroke: {colour}; }} .pygal-chart .color-{n} .line {{ fill: none; }}"
	for n, colour in enumerate(COLOURS)
)
SVG = "http://www.w3.org/2000/svg"
# what pygal writes for a page of its own
BESIDE = ("defs", "desc", "script", "title")
Say = Callable[[float], str]


def bars(values: dict[str, float], say: Say, width: int = 640) -> str:
	"""Return a chart of lying bars, one a name, the first one at the top; "" where there is nothing to draw."""
	if not any(values.values()):
		return ""
	chart = _chart(pygal.HorizontalBar, say, width, 26 * len(values) + 40)
	# pygal draws from below
	named = list(reversed(values.items()))
	chart.x_labels = [name for name, _value in named]
	chart.show_y_labels, chart.show_y_guides = True, True
	chart.add("", [value for _name, value in named])
	return _drawn(chart)


def lines(by_name: dict[str, dict[str, float]], say: Say, width: int = 640, height: int = 260) -> str:
	"""Return a chart of lines over the same steps: {name: {step: value}}; "" where there is nothing to draw."""
	steps = list(dict.fromkeys(step for values in by_name.values() for step in values))
	if not any(value for values in by_name.values() for value in values.values()):
		return ""
	chart = _chart(pygal.Line, say, width, height)
	chart.show_legend, chart.legend_at_bottom, chart.legend_at_bottom_columns = len(by_name) > 1, True, 2
	chart.x_labels = steps
	for name, values in by_name.items():
		chart.add(name, [values.get(step) for step in steps])
	return _drawn(chart)


def _chart(kind, say: Say, width: int, height: int):
	return kind(
		style=STYLE,
		css=(),
		js=(),
		width=width,
		height=height,
		explicit_size=False,
		show_legend=False,
		print_values=True,
		print_zeroes=True,
		value_formatter=lambda value: say(value) if value is not None else "",
		min_scale=1,
		include_x_axis=True,
		margin=4,
		margin_right=30,
		no_data_text="",
	)


def _drawn(chart) -> str:
	"""Return the chart as SVG within HTML, with our looks in the place of pygal's."""
	# without comments; pygal draws with lxml where there is one, else with ElementTree
	root = ElementTree.fromstring(chart.render(is_unicode=True, disable_xml_declaration=True))
	for node in root.iter():
		node.tag = node.tag.rpartition("}")[2]
	for parent in list(root.iter()):
		for child in list(parent):
			if child.tag in BESIDE or "tooltip-overlay" in child.get("class", ""):
				parent.remove(child)
	root.attrib.pop("id", None)
	root.attrib.update({"xmlns": SVG, "role": "img"})
	looks = ElementTree.Element("style")
	looks.text = LOOKS
	root.insert(0, looks)
	return ElementTree.tostring(root, encoding="unicode")
