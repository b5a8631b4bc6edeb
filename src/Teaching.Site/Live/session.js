// The page's side of a session: starts the worker, hands it cells, and ends it, which stops anything.
const outputLimit = 2_000_000;

// The worker starts from a text of this page, so that the page's policy holds in it, which a file of its own would not have.
const bootstrap = address => `import(${JSON.stringify(address)}).catch(error => postMessage({ type: "ended", message: String(error) }));`;

// A cell can post as well. Only what has the form of a message goes on; it may say what a cell could have shown, and no more.
const isText = value => typeof value === "string";
const areTexts = data => data !== null && typeof data === "object" && Object.values(data).every(isText);
const forms = {
  progress: message => Number.isFinite(message.loaded) && Number.isFinite(message.total),
  ready: () => true,
  ended: message => isText(message.message),
  finished: message => Number.isInteger(message.id),
  completions: message => Number.isInteger(message.start) && Array.isArray(message.items) && message.items.every(item => isText(item?.text)),
  inspection: message => isText(message.signature ?? "") && isText(message.summary ?? ""),
  stream: message => isText(message.name) && isText(message.text),
  display: message => areTexts(message.data),
  displayUpdate: message => areTexts(message.data),
  clear: () => true,
  error: message => isText(message.name) && isText(message.message) && Array.isArray(message.traceback) && message.traceback.every(isText),
};
const isMessage = data => isText(data?.type) && Object.hasOwn(forms, data.type) && forms[data.type](data);

export class Session {
  #worker;
  #waiting = new Map();
  #nextId = 1;
  #fail;

  // What happens is told to: progress(loaded, total), message(id, message), ended(why).
  constructor(told) {
    const address = URL.createObjectURL(new Blob([bootstrap(new URL("worker.js", import.meta.url).href)], { type: "text/javascript" }));
    this.#worker = new Worker(address, { type: "module" });
    URL.revokeObjectURL(address);
    this.ready = new Promise((done, failed) => {
      this.#fail = failed;
      this.#worker.onmessage = ({ data }) => {
        if (!isMessage(data)) return;
        switch (data.type) {
          case "progress": return told.progress(data.loaded, data.total);
          case "ready": return done();
          case "ended": return this.#end(told, data.message);
          case "finished": case "completions": case "inspection": return this.#answer(data);
          default: return told.message(data);
        }
      };
      this.#worker.onerror = event => this.#end(told, event.message || "The browser ended the session.");
    });
    this.ready.catch(() => {});
  }

  // Runs a cell; what it gives comes as messages. The promise brings its last one.
  execute(code, number) { return this.#ask({ type: "execute", code, number, outputLimit }); }
  complete(code, position) { return this.#ask({ type: "complete", code, position }); }
  inspect(code, position) { return this.#ask({ type: "inspect", code, position }); }
  addFile(path, content) { this.#worker.postMessage({ type: "file", path, content }, [content.buffer]); }

  end() {
    this.#worker.terminate();
    this.#refuse(new Error("The session was ended."));
  }

  async #ask(message) {
    await this.ready;
    const id = this.#nextId++;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#worker.postMessage({ ...message, id });
    });
  }

  #answer(message) {
    this.#waiting.get(message.id)?.done(message);
    this.#waiting.delete(message.id);
  }

  #end(told, why) {
    this.#worker.terminate();
    this.#refuse(new Error(why));
    told.ended(why);
  }

  #refuse(error) {
    this.#fail(error);
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }
}
