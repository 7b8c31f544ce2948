import "./decisions.js";
import "./language.js";
