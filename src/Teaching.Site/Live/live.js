// The page of a lesson: each of its cells can be run and changed. Without this script, or before the first press, the page is as it was.
import { why } from "./able.js";
import { Lesson, putBelowTitle } from "./lesson.js";
import { element } from "./outputs.js";

if (why) putBelowTitle(element("p", { className: "live", textContent: why }));
else new Lesson(document.querySelector("main"));
