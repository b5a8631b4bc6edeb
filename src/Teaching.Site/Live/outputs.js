// What a cell gives, as elements of the page: the same forms as the site's own, and nothing that a cell sends is taken for more than data.
import createPurifier from "dompurify";
import { terminal } from "./terminal.js";

const purifier = createPurifier(window);
const allowed = {
  ALLOWED_TAGS: [
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "mark",
    "ol", "p", "pre", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
  ],
  ALLOWED_ATTR: ["alt", "colspan", "height", "href", "rowspan", "src", "start", "title", "width"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};
const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,/;
purifier.addHook("afterSanitizeAttributes", element => {
  if (element.tagName === "IMG" && !picture.test(element.getAttribute("src") ?? "")) element.remove();
  if (element.tagName === "A") {
    if (!/^(?:https?:|mailto:)/i.test(element.getAttribute("href") ?? "")) element.removeAttribute("href");
    element.rel = "noopener noreferrer";
    element.target = "_blank";
  }
});

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

export const text = (content, kind = "output") => element("pre", { className: kind }, ...terminal(content));

// A stranger's HTML as a piece of the page: text, lists, tables, links and pictures that are in it.
export const clean = source => purifier.sanitize(source, { ...allowed, RETURN_DOM_FRAGMENT: true });

function html(source) {
  const place = element("div");
  place.append(clean(source));
  for (const table of place.querySelectorAll("table")) {
    table.className = "output";
    const scroll = element("div", { className: "scroll" });
    table.replaceWith(scroll);
    scroll.append(table);
  }
  return place.textContent.trim() || place.querySelector("img") ? [...place.childNodes] : null;
}

function figure(data, alt) {
  const svg = data["image/svg+xml"], type = ["image/png", "image/jpeg", "image/gif", "image/webp"].find(one => one in data);
  if (svg === undefined && !type) return null;
  const source = svg !== undefined ? "data:image/svg+xml;base64," + btoa(unescape(encodeURIComponent(svg))) : `data:${type};base64,${data[type]}`;
  const made = element("figure", { className: "chart" }, element("img", { src: source, alt: alt?.trim() || "picture" }));
  if (data["application/vnd.plotly.v1+json"]) made.append(element("script", { type: "application/json", textContent: data["application/vnd.plotly.v1+json"] }));
  return made;
}

// The elements of one value in all the forms in which it came.
export function rich(data) {
  const words = data["text/plain"];
  const drawn = figure(data, words);
  if (drawn) return [drawn];
  if ("text/latex" in data) return [element("span", { className: "math display", textContent: data["text/latex"].replace(/^\s*\$+|\$+\s*$/g, "") })];
  if ("text/markdown" in data && words === undefined) return [text(data["text/markdown"])];
  const safe = "text/html" in data ? html(data["text/html"]) : null;
  if (safe) return safe;
  if (words !== undefined) return [text(words)];
  if ("text/html" in data) {
    const frame = element("iframe", { title: "output of the cell", srcdoc: data["text/html"] });
    frame.setAttribute("sandbox", "");
    return [frame];
  }
  const kinds = Object.keys(data).join(", ");
  return kinds ? [text(`(an output of type ${kinds})`)] : [];
}

// The trace when it says all, else name and message before it, as the pages of the site do.
export function errorText({ name, message, traceback }) {
  const trace = traceback.join("\n");
  return traceback.length && trace.includes(message) ? trace : `${name}: ${message}${trace ? "\n" + trace : ""}`;
}

// An output as a notebook keeps it.
export function stored(output) {
  const joined = value => Array.isArray(value) ? value.map(String).join("") : typeof value === "string" ? value : JSON.stringify(value) ?? "";
  switch (output?.output_type) {
    case "stream": return [text(joined(output.text), output.name === "stderr" ? "failed" : "output")];
    case "error": return [text(errorText({ name: joined(output.ename), message: joined(output.evalue), traceback: Array.isArray(output.traceback) ? output.traceback.map(String) : [] }), "failed")];
    case "display_data": case "execute_result":
      return rich(Object.fromEntries(Object.entries(output.data ?? {}).map(([type, value]) => [type, joined(value)])));
    default: return [];
  }
}

// The outputs of one run of a cell: kept as a notebook has them, and shown.
export class Outputs {
  #place;
  #isFresh = false;
  #clearsNext = false;
  #shown = new Map();
  list = [];

  // place: the element that holds what the page has stored, which stays until something new comes.
  constructor(place) { this.#place = place; }

  take(message) {
    switch (message.type) {
      case "stream": return this.#stream(message);
      case "display": return this.#display(message);
      case "displayUpdate": return this.#update(message);
      case "clear": return message.wait ? void (this.#clearsNext = true) : this.#clear();
      case "error": return this.#error(message);
    }
  }

  // A cell that gives nothing leaves nothing.
  end() { if (!this.#isFresh) this.#clear(); }

  #clear() {
    this.#place.replaceChildren();
    this.#shown.clear();
    this.list = [];
    this.#isFresh = true;
    this.#clearsNext = false;
  }

  #begin() { if (!this.#isFresh || this.#clearsNext) this.#clear(); }

  #stream({ name, text: added }) {
    this.#begin();
    const last = this.list.at(-1);
    if (last?.output_type === "stream" && last.name === name) {
      last.text += added;
      this.#place.lastElementChild.replaceChildren(...terminal(last.text));
      return;
    }
    this.list.push({ output_type: "stream", name, text: added });
    this.#place.append(text(added, name === "stderr" ? "failed" : "output"));
  }

  #display({ data, displayId, isResult }) {
    this.#begin();
    const place = element("div", { className: "value" });
    const output = isResult ? { output_type: "execute_result", data, metadata: {}, execution_count: null } : { output_type: "display_data", data, metadata: {} };
    this.list.push(output);
    this.#place.append(place);
    if (displayId) this.#shown.set(displayId, { place, output });
    show(place, data);
  }

  #update({ data, displayId }) {
    const known = this.#shown.get(displayId);
    if (!known) return;
    known.output.data = data;
    show(known.place, data);
  }

  #error(error) {
    this.#begin();
    this.list.push({ output_type: "error", ename: error.name, evalue: error.message, traceback: error.traceback });
    this.#place.append(text(errorText(error), "failed"));
  }
}

// A chart is its picture at once, and becomes interactive when no other has come in its place for a moment.
const quietTime = 300;

function show(place, data) {
  place.replaceChildren(...rich(data));
  for (const formula of place.querySelectorAll(".math")) window.teachingPage?.typeset(formula)?.catch(() => {});
  for (const chart of place.querySelectorAll(".chart"))
    setTimeout(() => { if (chart.isConnected) window.teachingPage?.draw(chart).catch(() => {}); }, quietTime);
}
