"""The radar and the bars of a result, as SVG. Pure functions: text in, text out."""

import math
from collections.abc import Callable
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 540, 330
RADIUS = 115
RINGS = (25, 50, 75, 100)
# how a number is written: Arabic on the screen, as letters have it in print
Digits = Callable[[str | int], str]


class Series(NamedTuple):
	"""A line of the radar: its percentages in the order of the axes; None where nothing is scored."""

	label: str
	colour: str
	values: list[float | None]
	dashed: bool = False


def radar(axes: list[str], series: list[Series], font: str = "inherit", digits: Digits = str) -> str:
	"""Return a radar of percentages (0 to 100), one axis a category; "" for fewer than three axes."""
	if len(axes) < 3:
		return ""
	height = HEIGHT + 24 * math.ceil(len(series) / 2)
	parts = [
		f'<svg class="con-radar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
		f'role="img" font-family="{escape(font)}" font-size="16">'
	]
	for ring in RINGS:
		parts.append(f'<polygon points="{_points([ring] * len(axes))}" fill="none" stroke="#ccc"/>')
		x, y = _at(0, len(axes), ring)
		parts.append(
			f'<text x="{x + 4:.1f}" y="{y + 4:.1f}" font-size="13" fill="#555">{digits(ring)}</text>'
		)
	for number, axis in enumerate(axes):
		x, y = _at(number, len(axes), 100)
		parts.append(
			f'<line x1="{WIDTH / 2:.1f}" y1="{HEIGHT / 2:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#ccc"/>'
		)
		parts.append(_label(number, len(axes), axis))
	for line in series:
		values = [value or 0 for value in line.values]
		dash = ' stroke-dasharray="5 4"' if line.dashed else ""
		parts.append(
			f'<polygon points="{_points(values)}" fill="{line.colour}" fill-opacity="{0 if line.dashed else 0.12}" '
			f'stroke="{line.colour}" stroke-width="2"{dash}/>'
		)
	parts += [_legend(number, line) for number, line in enumerate(series)]
	return "".join([*parts, "</svg>"])


def _at(number: int, count: int, percent: float) -> tuple[float, float]:
	angle = 2 * math.pi * number / count - math.pi / 2
	reach = RADIUS * max(0, min(percent, 100)) / 100
	return WIDTH / 2 + reach * math.cos(angle), HEIGHT / 2 + reach * math.sin(angle)


def _points(values: list[float]) -> str:
	return " ".join(
		f"{x:.1f},{y:.1f}" for x, y in (_at(n, len(values), value) for n, value in enumerate(values))
	)


def _label(number: int, count: int, text: str) -> str:
	x, y = _at(number, count, 100)
	across, down = x - WIDTH / 2, y - HEIGHT / 2
	anchor = "middle" if abs(across) < 10 else "start" if across > 0 else "end"
	x += 8 * (across > 10) - 8 * (across < -10)
	y += 18 if down > 10 else -8 if down < -10 else 4
	# a long name would leave the picture: it is cut where the side ends
	room = WIDTH if anchor == "middle" else WIDTH - x if anchor == "start" else x
	lines = _wrapped(text, max(6, int(room / 9)))
	first = y - (17 * (len(lines) - 1) if down < -10 else 0)
	spans = "".join(
		f'<tspan x="{x:.1f}" y="{first + 17 * n:.1f}">{escape(line)}</tspan>' for n, line in enumerate(lines)
	)
	return f'<text text-anchor="{anchor}" fill="#333">{spans}</text>'


# vowels and marks that stand above or below a letter take no room of their own
ABOVE_OR_BELOW = set("ัิีึืฺุู็่้๊๋์ํ๎")
# no line begins with a mark, nor with what belongs to the letter before; none ends with a vowel written first
NOT_FIRST = ABOVE_OR_BELOW | set("ะาำๅๆฯ")
NOT_LAST = set("เแโใไ")


def _wrapped(text: str, width: int) -> list[str]:
	"""Return the text in lines of at most `width` letters: broken at spaces, and within a word if there is none."""
	lines, line, length = [], "", 0
	for word in text.split(" "):
		size = sum(c not in ABOVE_OR_BELOW for c in word)
		if line and length + 1 + size > width:
			lines.append(line)
			line, length = "", 0
		line, length = (f"{line} {word}", length + 1 + size) if line else (word, size)
	lines.append(line)
	return [part for line in lines for part in _cut(line, width)]


def _cut(line: str, width: int) -> list[str]:
	parts, part, length = [], "", 0
	for letter in line:
		step = letter not in ABOVE_OR_BELOW
		if length + step > width and letter not in NOT_FIRST and part[-1] not in NOT_LAST:
			parts.append(part)
			part, length = "", 0
		part += letter
		length += step
	return [*parts, part]


def _legend(number: int, line: Series) -> str:
	x, y = 40 + (number % 2) * WIDTH / 2, HEIGHT + 10 + 24 * (number // 2)
	dash = ' stroke-dasharray="5 4"' if line.dashed else ""
	return (
		f'<line x1="{x}" y1="{y - 4}" x2="{x + 24}" y2="{y - 4}" stroke="{line.colour}" stroke-width="3"{dash}/>'
		f'<text x="{x + 30}" y="{y}">{escape(line.label)}</text>'
	)


def bars(
	rows: list[tuple[str, list[tuple[str, str, float | None]]]], font: str = "inherit", digits: Digits = str
) -> str:
	"""Return bars of percentages: rows of (category, [(label, colour, percent)])."""
	width, left, bar = 560, 225, 15
	parts, y = [], 8
	for category, values in rows:
		lines = _wrapped(category, 26)
		block = max(len(lines) * 19, len(values) * (bar + 3))
		for n, text in enumerate(lines):
			parts.append(f'<text x="0" y="{y + 13 + 19 * n}">{escape(text)}</text>')
		for n, (_name, colour, percent) in enumerate(values):
			top = y + n * (bar + 3)
			reach = (width - left - 60) * max(0, min(percent or 0, 100)) / 100
			parts.append(
				f'<rect x="{left}" y="{top}" width="{reach:.1f}" height="{bar}" fill="{colour}"/>'
				f'<text x="{left + reach + 5:.1f}" y="{top + 12}" font-size="14">'
				f"{'–' if percent is None else digits(f'{percent:.2f}')}</text>"
			)
		y += block + 10
	return (
		f'<svg class="con-bars" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" role="img" '
		f'font-family="{escape(font)}" font-size="16">{"".join(parts)}</svg>'
	)
