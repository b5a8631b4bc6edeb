// A page as the place where a lesson is done: its session, what waits to run, its buttons, what is kept of it.
import { Cell } from "./cell.js";
import { filled, parse } from "./notebook.js";
import { element } from "./outputs.js";
import { Saved } from "./saved.js";
import { Session } from "./session.js";

const main = document.querySelector("main");
const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;

// In hexadecimal.
async function checksum(content) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...sum].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

export function putBelowTitle(part) {
  const title = main.querySelector("h1");
  if (title) title.after(part);
  else main.prepend(part);
}

export class Lesson {
  session = null;
  queue = [];
  isBusy = false;
  count = 0;

  // own: a notebook from the disk, with its name and version, in place of the page's.
  constructor(main, own = null) {
    const { lesson, version, notebook, size } = document.body.dataset;
    this.notebook = own?.name ?? notebook;
    this.own = own;
    this.size = Number(size);
    this.saved = new Saved(own ? "own-notebook" : lesson, own?.version ?? version);
    const written = this.saved.read();
    this.cells = [...main.querySelectorAll("section.cell")].map((place, i) => new Cell(this, place, i + 1, written[place.dataset.cell]));
    this.bar = this.#makeBar();
    putBelowTitle(this.bar);
    if (!own) this.#offerOther();
    addEventListener("beforeunload", () => this.session?.end());
  }

  #makeBar() {
    const button = (label, act, title = "") => element("button", { type: "button", textContent: label, title, onclick: act });
    this.runAll = button("Run all", () => this.run(this.cells, true));
    this.stopButton = button("Stop", () => this.stop());
    this.stopButton.disabled = true;
    this.file = element("input", { type: "file", accept: ".ipynb", hidden: true, onchange: () => this.#open() });
    this.file.setAttribute("aria-label", "A notebook of this lesson");
    this.state = element("span", { className: "state" });
    this.state.setAttribute("role", "status");
    this.progress = element("progress", { hidden: true, max: 1, value: 0 });
    this.progress.setAttribute("aria-label", "Loading .NET");
    const bar = element("div", { className: "live" },
      this.runAll, this.stopButton,
      button(this.own ? "Reset all" : "Reset lesson", () => this.#reset(), "Takes all cells back to the code that they had"),
      button("Download my notebook", () => this.#download()),
      ...(this.own ? [] : [button("Open a notebook", () => this.file.click(), "Brings code from a notebook of this lesson that you have downloaded"), this.file]),
      this.progress, this.state);
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Run this lesson");
    this.say(`Each cell can be run here and changed. The first run loads ${megabytes(this.size)}, once.`);
    return bar;
  }

  say(...parts) { this.state.replaceChildren(...parts); }

  // A cell and those above it that this session has not run yet.
  upTo(cell) { return this.cells.filter(one => one === cell || (one.number < cell.number && !one.hasRun)); }

  async run(cells, isAll = false) {
    const wanted = isAll ? cells.filter(cell => !cell.hasRun || cell.isChanged) : cells;
    const added = (wanted.length ? wanted : isAll ? cells : []).filter(cell => !this.queue.includes(cell));
    for (const cell of added) cell.wait();
    this.queue.push(...added);
    this.queue.sort((a, b) => a.number - b.number);
    if (this.isBusy) return;
    this.isBusy = true;
    this.stopButton.disabled = false;
    try {
      while (this.queue.length) {
        const cell = this.queue[0];
        const session = await this.#start();
        if (this.queue[0] !== cell) continue;
        this.current = cell;
        const succeeded = await cell.run(session, ++this.count);
        this.current = null;
        if (this.queue[0] === cell) this.queue.shift();
        if (!succeeded && !cell.mayFail && this.queue.length) {
          this.#dropQueue();
          this.say(`Stopped at cell ${cell.number}, which failed. `, this.#linkTo(cell));
          break;
        }
      }
    } catch {
      // The session ended: whoever ended it has said so.
    } finally {
      this.current = null;
      this.isBusy = false;
      this.stopButton.disabled = true;
    }
  }

  #linkTo(cell) { return element("a", { href: "#" + cell.anchor, textContent: "Show it" }); }

  #dropQueue() {
    for (const cell of this.queue.splice(0)) cell.unwait();
  }

  // The session, loaded when it is first needed.
  async #start() {
    if (this.session) {
      await this.session.ready;
      return this.session;
    }
    const began = performance.now();
    await keepOffline();
    this.progress.hidden = false;
    this.warnings = [];
    this.say(`Loading .NET and the compiler, ${megabytes(this.size)}, which stays in this browser.`);
    const session = this.session = new Session({
      progress: (loaded, total) => { this.progress.value = total ? loaded / total : 0; },
      message: message => this.current?.take(message),
      ended: why => this.#ended(why),
    });
    await session.ready;
    await this.#addFiles(session);
    this.progress.hidden = true;
    this.say([`C# runs in this page: ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Nothing leaves it.`, ...this.warnings].join(" "));
    return session;
  }

  // The files that the lesson's code reads, and MNIST where the site brings it. One that cannot be had is missed by the cell that reads it.
  async #addFiles(session) {
    for (const { address, path, sha256 } of JSON.parse(document.body.dataset.files)) {
      this.say(`Loading ${path}`);
      try {
        const response = await fetch(address);
        if (!response.ok) throw new Error(`${response.status}`);
        const content = new Uint8Array(await response.arrayBuffer());
        if (sha256 && await checksum(content) !== sha256) throw new Error("it is not the file that this site was made with");
        session.addFile(path, content);
      } catch (error) {
        this.warnings.push(`${path} could not be loaded (${error.message}).`);
      }
    }
  }

  stop() {
    const at = this.current ?? this.queue[0];
    this.session?.end();
    this.#forgetSession();
    const again = element("button", { type: "button", textContent: at ? `Run again up to cell ${Math.max(1, at.number - 1)}` : "Run again" });
    again.onclick = () => this.run(this.cells.filter(cell => cell.number < (at?.number ?? Infinity)));
    this.say("Stopped. The variables are gone. ", ...(at && at.number > 1 ? [again] : []));
  }

  #ended(why) {
    this.#forgetSession();
    this.say(`The session ended: ${why} What you wrote is kept; run again.`);
  }

  #forgetSession() {
    this.current?.stopped();
    this.current = null;
    this.session = null;
    this.count = 0;
    this.progress.hidden = true;
    this.#dropQueue();
    for (const cell of this.cells) cell.forget();
  }

  // A cell's code has changed.
  keep(cell) {
    const why = this.saved.write(cell.id, cell.code === cell.original ? null : cell.code);
    if (why) this.say(`${why} What you write is lost when you leave: download your notebook.`);
  }

  #reset() {
    const changed = this.cells.filter(cell => cell.code !== cell.original);
    if (!changed.length) return this.say("Every cell has the lesson's own code already.");
    if (!confirm(`Take ${changed.length === 1 ? "one cell" : `${changed.length} cells`} back to the lesson's own code?`)) return;
    for (const cell of changed) cell.reset();
    this.say("All cells have the lesson's own code again.");
  }

  #offerOther() {
    const other = this.saved.other();
    if (!other || Object.keys(this.saved.read()).length) return;
    const take = element("button", { type: "button", textContent: "Bring it here" });
    take.onclick = () => this.#bring(Object.entries(other.cells).map(([id, code]) => ({ id, code })));
    const forget = element("button", { type: "button", textContent: "Forget it" });
    forget.onclick = () => { other.forget(); this.say(""); };
    this.say("There is work of yours in an earlier version of this lesson. ", take, " ", forget);
  }

  #bring(codes) {
    let brought = 0;
    for (const { id, code } of codes) {
      const cell = this.cells.find(one => one.id === id);
      if (!cell || cell.code === code) continue;
      cell.change(code);
      brought++;
    }
    this.say(`${brought} ${brought === 1 ? "cell has" : "cells have"} the code from there now.`);
  }

  async #open() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    try {
      const cells = parse(await file.text()).cells.filter(cell => cell.cell_type === "code").map(cell => ({ id: cell.id, code: cell.source }));
      const own = cells.filter(cell => this.cells.some(one => one.id === cell.id));
      if (own.length * 2 < this.cells.length) return this.say(`${file.name} is not a notebook of this lesson. `, element("a", { href: "own-notebook.html", textContent: "Open it on a page of its own" }), ".");
      this.#bring(own);
    } catch (error) {
      this.say(error.message);
    }
  }

  async #fetched() {
    const response = await fetch(this.notebook);
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  }

  async #download() {
    try {
      const notebook = this.own ? structuredClone(this.own.notebook) : await this.#fetched();
      const cells = new Map(this.cells.map(cell => [cell.id, { code: cell.code, outputs: cell.given, count: cell.count }]));
      const address = URL.createObjectURL(new Blob([filled(notebook, cells)], { type: "application/x-ipynb+json" }));
      element("a", { href: address, download: decodeURIComponent(this.notebook) }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch {
      this.say("The lesson's notebook could not be loaded. Is the network there?");
    }
  }
}

// A browser may never have it ready; the cells do not wait for that.
const longestWait = 3000;

// From now on the pages that were visited and the runtime come from the browser when there is no network.
async function keepOffline() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const home = new URL("../", import.meta.url);
    await navigator.serviceWorker.register(new URL("offline.js", home), { scope: home.pathname });
    const { active } = await Promise.race([navigator.serviceWorker.ready, new Promise((_, late) => setTimeout(late, longestWait))]);
    const seen = performance.getEntriesByType("resource").map(entry => entry.name).filter(name => name.startsWith("http"));
    active.postMessage([location.href.split("#")[0], new URL("index.html", home).href, ...seen]);
  } catch { /* Without it the page needs its network. */ }
}
