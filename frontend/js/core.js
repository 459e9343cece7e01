import "./autosubmit.js";
import "./autosave.js";
import "./complete.js";
import "./count.js";
import "./offline.js";
import "./menu.js";
