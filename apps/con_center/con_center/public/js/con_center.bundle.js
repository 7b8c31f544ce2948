import "./decisions.js";
