import "./calendar_words.js";
import "./decisions.js";
import "./language.js";
import "./seconds.js";
