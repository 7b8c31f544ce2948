"""What a letter asks of its receivers, and by what it is done. The kinds are those of a round of reporting, and two more."""

from con_center.reporting import round_items

FREE, REPORT = "Free Answer", "Progress Report"
# by the documents of each area, as a round of reporting counts them
COUNTED = tuple(round_items.ASKS)
