// One cell of the page: its code, its buttons, its state, its outputs.
import { element, Outputs } from "./outputs.js";

const seconds = time => time < 10 ? `${time.toFixed(1)} s` : `${Math.round(time)} s`;
const editors = () => import("./editor.js");

// The line of the cell that an error is about; null when it names none.
function failedLine(error, number) {
  for (const part of error.traceback) {
    const compiler = /^\((\d+),\d+\): error/.exec(part);
    if (compiler) return Number(compiler[1]);
    const asked = /^\s*at line (\d+)$/.exec(part);
    if (asked) return Number(asked[1]);
    const frame = /cell (\d+), line (\d+)\s*$/.exec(part);
    if (frame && Number(frame[1]) === number) return Number(frame[2]);
  }
  return null;
}

export class Cell {
  hasRun = false;
  isChanged = false;
  given = null;
  count = null;
  #editor = null;
  #timer = 0;

  constructor(lesson, place, number, written) {
    this.lesson = lesson;
    this.place = place;
    this.number = number;
    this.id = place.dataset.cell;
    this.mayFail = "mayFail" in place.dataset;
    this.estimate = Number(place.dataset.seconds) || 0;
    this.pre = place.querySelector("pre.code");
    this.code = this.original = this.pre.textContent;
    this.anchor = this.pre.id;
    this.outputs = place.querySelector(".outputs");
    this.#makeTools();
    if (typeof written === "string" && written !== this.original) this.change(written, false);
  }

  #makeTools() {
    const button = (label, act) => {
      const made = element("button", { type: "button", textContent: label, onclick: act });
      made.setAttribute("aria-label", `${label} cell ${this.number}`);
      return made;
    };
    this.runButton = button("Run", () => this.isRunning ? this.lesson.stop() : this.#press(false));
    this.runButton.title = "Shift+Enter runs the cell and goes on to the next";
    this.editButton = button("Edit", () => this.edit());
    this.resetButton = button("Reset", () => this.reset());
    this.resetButton.hidden = true;
    this.state = element("span", { className: "state", textContent: this.estimate >= 2 ? `takes about ${seconds(this.estimate)}` : "" });
    this.place.prepend(element("div", { className: "tools" }, this.runButton, this.editButton, this.resetButton, this.state));
    this.pre.addEventListener("dblclick", () => this.edit());
    this.place.addEventListener("keydown", event => {
      if (event.key !== "Enter" || !event.shiftKey || event.defaultPrevented || event.target.closest(".cm-editor")) return;
      event.preventDefault();
      this.#press(true);
    });
  }

  #press(goOn) {
    this.lesson.run(this.lesson.upTo(this));
    if (!goOn) return;
    const next = this.lesson.cells.find(cell => cell.number > this.number);
    if (!next) return;
    next.focus();
    next.place.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  focus() {
    if (this.#editor) this.#editor.focus();
    else this.runButton.focus();
  }

  // Puts the editor where the code stood.
  async edit(focus = true) {
    if (!this.#editor) {
      const { edit } = await editors();
      if (!this.#editor) {
        const place = element("div", { className: "editor" });
        this.pre.hidden = true;
        this.pre.after(place);
        const folded = this.place.querySelector("details.folded");
        if (folded) folded.open = true;
        const session = { complete: (...asked) => this.lesson.session?.complete(...asked), inspect: (...asked) => this.lesson.session?.inspect(...asked) };
        this.#editor = edit(place, this.code, `Code of cell ${this.number}`, {
          changed: code => this.#changed(code),
          run: goOn => this.#press(goOn),
          left: () => this.runButton.focus(),
        }, session);
        this.editButton.hidden = true;
      }
    }
    if (focus) this.#editor.focus();
  }

  #changed(code, keeps = true) {
    this.code = code;
    this.isChanged = this.hasRun || this.isChanged;
    this.resetButton.hidden = code === this.original;
    if (keeps) this.lesson.keep(this);
  }

  // Other code from outside: what was saved, a notebook, a reset.
  change(code, keeps = true) {
    if (this.#editor) return this.#editor.replace(code);
    this.pre.querySelector("code").textContent = code;
    this.#changed(code, keeps);
  }

  reset() { this.change(this.original); }

  wait() {
    this.state.textContent = "waiting";
    this.place.dataset.state = "waiting";
  }

  unwait() {
    if (this.place.dataset.state === "waiting") this.#mark("", "");
  }

  // The session is gone, and with it what this cell had made.
  forget() {
    this.hasRun = false;
    if (this.place.dataset.state === "done") this.#mark("", "not run in this session");
  }

  stopped() {
    clearInterval(this.#timer);
    this.#mark("", "stopped");
  }

  async run(session, count) {
    const began = performance.now();
    const elapsed = () => (performance.now() - began) / 1000;
    this.shown = new Outputs(this.outputs);
    this.error = null;
    this.#editor?.mark(null);
    this.#mark("running", "running");
    const tell = () => { this.state.textContent = `running, ${seconds(elapsed())}${this.estimate >= 2 ? ` of about ${seconds(this.estimate)}` : ""}`; };
    this.#timer = setInterval(tell, 500);
    try {
      await session.execute(this.code, this.number);
    } finally {
      clearInterval(this.#timer);
    }
    this.shown.end();
    this.given = this.shown.list;
    this.count = count;
    this.hasRun = true;
    this.isChanged = false;
    this.#mark(this.error ? "failed" : "done", this.error ? `failed after ${seconds(elapsed())}` : seconds(elapsed()));
    if (this.error) await this.#showLine();
    return !this.error;
  }

  async #showLine() {
    const line = failedLine(this.error, this.number);
    if (line === null) return;
    await this.edit(false);
    this.#editor.mark(line);
  }

  take(message) {
    if (message.type === "error") this.error = message;
    this.shown?.take(message);
  }

  get isRunning() { return this.place.dataset.state === "running"; }

  #mark(state, words) {
    this.place.dataset.state = state;
    const act = this.isRunning ? "Stop" : "Run";
    this.runButton.textContent = act;
    this.runButton.setAttribute("aria-label", `${act} cell ${this.number}`);
    this.state.textContent = words;
  }
}
