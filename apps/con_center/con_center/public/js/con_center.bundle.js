import "./render.js";
import "./cells.js";
import "./fiscal_year.js";
import "./calendar_words.js";
import "./decisions.js";
import "./demo.js";
import "./history.js";
import "./language.js";
import "./list_titles.js";
import "./meanings.js";
import "./seconds.js";
import "./time_zone.js";
import "./workspace_headings.js";

import "./templates/center_year.html";
import "./templates/center_year_below.html";
import "./templates/center_year_card.html";
import "./templates/center_year_link.html";
