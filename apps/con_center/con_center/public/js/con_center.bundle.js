import "./calendar_words.js";
import "./decisions.js";
import "./history.js";
import "./language.js";
import "./list_titles.js";
import "./seconds.js";
import "./time_zone.js";
import "./workspace_headings.js";
