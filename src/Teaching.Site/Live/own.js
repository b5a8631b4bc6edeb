// The page of a notebook of one's own: one from the disk, or a new one. Nothing of it leaves the browser, and it is shown as a stranger's.
import { marked } from "marked";
import { why } from "./able.js";
import { Lesson, putBelowTitle } from "./lesson.js";
import { parse } from "./notebook.js";
import { clean, element, stored } from "./outputs.js";

const longest = 50_000_000;
const main = document.querySelector("main");
const place = element("div");

// Formulas stand apart while the text around them is read as markdown.
function markdown(source) {
  const formulas = [];
  const kept = source.replace(/(```[\s\S]*?```|`[^`\n]*`)|\$\$([\s\S]+?)\$\$|\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)/g, (all, code, display, inline) => {
    if (code) return code;
    formulas.push({ tex: display ?? inline, isDisplay: display !== undefined });
    return `\u0002${formulas.length - 1}\u0003`;
  });
  const text = element("div", { className: "text" }, clean(marked.parse(kept, { async: false })));
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.data.includes("\u0002")) nodes.push(walker.currentNode);
  for (const node of nodes)
    node.replaceWith(...node.data.split(/\u0002(\d+)\u0003/).map((part, i) => i % 2 ? formula(formulas[Number(part)]) : part));
  return text;
}

function formula({ tex, isDisplay } = { tex: "", isDisplay: false }) {
  const made = element("span", { className: isDisplay ? "math display" : "math", textContent: tex });
  window.teachingPage?.typeset(made)?.catch(() => {});
  return made;
}

function code(cell) {
  const outputs = element("div", { className: "outputs" }, ...(Array.isArray(cell.outputs) ? cell.outputs : []).flatMap(stored));
  const section = element("section", { className: "cell" }, element("pre", { className: "code", id: cell.id }, element("code", { textContent: cell.source })), outputs);
  section.dataset.cell = cell.id;
  if (cell.metadata?.tags?.includes?.("raises-exception")) section.dataset.mayFail = "";
  return section;
}

async function version(text) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...sum.slice(0, 6)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

async function show(name, content) {
  const notebook = parse(content);
  document.querySelectorAll(".live").forEach(one => one.remove());
  lesson?.session?.end();
  place.replaceChildren(...notebook.cells.map(cell => cell.cell_type === "markdown" ? markdown(cell.source) : cell.cell_type === "code" ? code(cell) : element("pre", { textContent: cell.source })));
  for (const chart of place.querySelectorAll(".chart")) window.teachingPage?.draw(chart).catch(() => {});
  lesson = new Lesson(main, { name, version: await version(content), notebook });
}

let lesson = null;
const empty = () => JSON.stringify({
  cells: Array.from({ length: 8 }, (_, i) => ({ cell_type: "code", execution_count: null, id: `cell-${i + 1}`, metadata: {}, outputs: [], source: "" })),
  metadata: { kernelspec: { display_name: ".NET (C#)", language: "C#", name: ".net-csharp" }, language_info: { name: "C#" } }, nbformat: 4, nbformat_minor: 5,
});

function chooser() {
  const status = element("span", { className: "state" });
  status.setAttribute("role", "status");
  const open = (name, text) => show(name, text).then(() => { status.textContent = name; }, error => { status.textContent = error.message; });
  const file = element("input", { type: "file", accept: ".ipynb", hidden: true });
  file.setAttribute("aria-label", "A notebook from your disk");
  file.onchange = async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    if (chosen.size > longest) status.textContent = `${chosen.name} is too large to be opened here.`;
    else await open(chosen.name, await chosen.text());
  };
  return element("p", { className: "choose" },
    element("button", { type: "button", textContent: "Open a notebook", onclick: () => file.click() }),
    element("button", { type: "button", textContent: "New notebook", onclick: () => open("notebook.ipynb", empty()) }), file, status);
}

if (why) putBelowTitle(element("p", { className: "live", textContent: why }));
else {
  main.append(chooser(), place);
}
