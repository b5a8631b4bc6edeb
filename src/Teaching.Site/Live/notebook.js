// The student's notebook: the lesson's, with his code and the outputs of his runs, in the form that Jupyter writes.
const lines = text => text.length ? text.match(/[^\n]*\n|[^\n]+$/g) : [];
const asJson = new Set(["application/json", "application/vnd.plotly.v1+json"]);

function value(type, content) {
  if (asJson.has(type) || /^application\/.*\+json$/.test(type)) {
    try { return JSON.parse(content); } catch { return content; }
  }
  return type.startsWith("image/") && type !== "image/svg+xml" ? content : lines(content);
}

function output(one, count) {
  if (one.output_type === "stream") return { name: one.name, output_type: "stream", text: lines(one.text) };
  if (one.output_type === "error") return one;
  const made = { ...one, data: Object.fromEntries(Object.entries(one.data).map(([type, content]) => [type, value(type, content)])) };
  return "execution_count" in made ? { ...made, execution_count: count } : made;
}

// cells: by id, { code, outputs, count }; outputs null where the cell was not run.
export function filled(notebook, cells) {
  for (const cell of notebook.cells) {
    const written = cell.cell_type === "code" ? cells.get(cell.id) : null;
    if (!written) continue;
    cell.source = lines(written.code);
    if (!written.outputs) continue;
    cell.execution_count = written.count;
    cell.outputs = written.outputs.map(one => output(one, written.count));
  }
  return JSON.stringify(notebook, null, 1) + "\n";
}

// A notebook from somebody's disk, with the text of its cells, each with an id. Throws with a reason where it is none.
export function parse(content) {
  let notebook;
  try { notebook = JSON.parse(content); } catch { throw new Error("This file is no notebook: it is not JSON."); }
  if (!Array.isArray(notebook?.cells)) throw new Error("This file is no notebook: it has no cells.");
  const text = source => Array.isArray(source) ? source.map(String).join("") : typeof source === "string" ? source : "";
  const ids = new Set();
  notebook.cells = notebook.cells.filter(cell => cell && typeof cell === "object");
  for (const [i, cell] of notebook.cells.entries()) {
    if (typeof cell.id !== "string" || !/^[\w-]{1,64}$/.test(cell.id) || ids.has(cell.id)) cell.id = `cell-${i + 1}`;
    ids.add(cell.id);
    cell.source = text(cell.source);
  }
  return notebook;
}
