import "./autosubmit.js";
import "./autosave.js";
import "./count.js";
import "./offline.js";
import "./menu.js";
