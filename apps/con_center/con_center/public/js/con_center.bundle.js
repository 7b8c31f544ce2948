import "./decisions.js";
import "./language.js";
import "./seconds.js";
