// What a student has written, kept by the browser: a record a lesson and version of the course. A browser without storage keeps nothing.
const key = (lesson, version) => `teaching:${lesson}:${version}`;

export class Saved {
  #key;
  #lesson;
  // What the browser does not hold yet: cell ids with their code, null for the lesson's own.
  #pending = new Map();

  constructor(lesson, version) {
    this.#lesson = lesson;
    this.#key = key(lesson, version);
  }

  // Cell ids with the code that was written in them.
  read() { return Saved.#parse(this.#key); }

  // Keeps the code of one cell, null for the lesson's own; what another tab wrote in other cells stays. Says why, when it could not be kept.
  write(id, code) {
    this.#pending.set(id, code);
    try {
      const cells = Object.fromEntries(Object.entries({ ...this.read(), ...Object.fromEntries(this.#pending) }).filter(([, one]) => one !== null));
      if (Object.keys(cells).length) localStorage.setItem(this.#key, JSON.stringify({ when: new Date().toISOString(), cells }));
      else localStorage.removeItem(this.#key);
      this.#pending.clear();
      return null;
    } catch (error) {
      return error?.name === "QuotaExceededError" ? "The browser's storage is full." : "This browser keeps nothing for this page.";
    }
  }

  // The newest work in this lesson in another version of the course; null when there is none.
  other() {
    let newest = null;
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const name = localStorage.key(i);
        if (name === this.#key || !name.startsWith(`teaching:${this.#lesson}:`)) continue;
        const record = JSON.parse(localStorage.getItem(name));
        if (record?.cells && (!newest || record.when > newest.when)) newest = { when: String(record.when), cells: record.cells, forget: () => localStorage.removeItem(name) };
      }
    } catch { /* As if there were none. */ }
    return newest;
  }

  static #parse(name) {
    try {
      const cells = JSON.parse(localStorage.getItem(name))?.cells;
      return cells && typeof cells === "object" ? Object.fromEntries(Object.entries(cells).filter(([, code]) => typeof code === "string")) : {};
    } catch {
      return {};
    }
  }
}
