"""A center's year at a glance: what the modules of the year's work know of a center, put side by side.

It stands after them, since it asks each of them and none of them asks it: the form of a center, which belongs to
`organization`, gets it from outside (`doctype_js`).

`rules` says what is late (pure), `of_center` and `areas_below` read, `year` is what the form asks, `cards` and `charts` are
what the workspaces show, `area_map` is the map. The yearly report of a province, which is made of all of these, is its
own DocType.
"""
