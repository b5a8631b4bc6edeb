// Text as a terminal shows it: colours and weight, and a line that begins anew after a carriage return. Other orders to a terminal are left out.
const orders = /\u001b\[([0-9;:]*)m|\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)/g;
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

// The classes of a style: ink0 to ink15, paper0 to paper15, bold, italic, underlined. Colours beyond the sixteen are left out.
function after(style, orders) {
  const next = new Map(style);
  const numbers = orders.split(";");
  for (let i = 0; i < numbers.length; i++) {
    const code = parseInt(numbers[i] || "0", 10);
    if (code === 0) next.clear();
    else if (code === 1) next.set("weight", "bold");
    else if (code === 3) next.set("slant", "italic");
    else if (code === 4) next.set("line", "underlined");
    else if (code === 22) next.delete("weight");
    else if (code === 23) next.delete("slant");
    else if (code === 24) next.delete("line");
    else if (code === 38 || code === 48) { next.delete(code === 38 ? "ink" : "paper"); i += { 5: 2, 2: 4 }[numbers[i + 1]] ?? 0; }
    else if (code === 39) next.delete("ink");
    else if (code === 49) next.delete("paper");
    else if (code >= 30 && code <= 37) next.set("ink", `ink${code - 30}`);
    else if (code >= 40 && code <= 47) next.set("paper", `paper${code - 40}`);
    else if (code >= 90 && code <= 97) next.set("ink", `ink${code - 82}`);
    else if (code >= 100 && code <= 107) next.set("paper", `paper${code - 92}`);
  }
  return next;
}

// The pieces of each line, { text, classes }.
function* lines(text) {
  let style = new Map(), line = [], returns = false;
  const add = part => {
    for (const [i, words] of part.split("\r").entries()) {
      returns ||= i > 0;
      const shown = words.replace(control, "");
      if (!shown) continue;
      if (returns) line = [];
      returns = false;
      line.push({ text: shown, classes: [...style.values()].join(" ") });
    }
  };
  let at = 0;
  for (const order of [...text.matchAll(orders), null]) {
    const parts = text.slice(at, order?.index).split("\n");
    for (const [i, part] of parts.entries()) {
      if (i > 0) { yield line; line = []; returns = false; }
      add(part);
    }
    if (!order) break;
    at = order.index + order[0].length;
    if (order[1] !== undefined) style = after(style, order[1]);
  }
  yield line;
}

// Elements and texts for a pre element.
export function terminal(content) {
  const text = String(content).replace(/[\r\n]+$/, "");
  if (!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text)) return [text];
  return [...lines(text)].flatMap((line, i) => [...(i ? ["\n"] : []), ...line.map(({ text, classes }) => {
    if (!classes) return text;
    const span = document.createElement("span");
    span.className = classes;
    span.textContent = text;
    return span;
  })]);
}
