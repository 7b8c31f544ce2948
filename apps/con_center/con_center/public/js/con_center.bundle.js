import "./decisions.js";
import "./seconds.js";
