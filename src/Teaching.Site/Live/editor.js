// The editor of a cell: CodeMirror with C# colours, completion and hover from the session.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, defaultHighlightStyle, HighlightStyle, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { csharp } from "@codemirror/legacy-modes/mode/clike";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const failedLine = StateEffect.define();
const failed = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(failedLine)) continue;
      const line = effect.value;
      return line === null || line > transaction.state.doc.lines ? Decoration.none
        : Decoration.set([Decoration.line({ class: "failed-line" }).range(transaction.state.doc.line(line).from)]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: field => EditorView.decorations.from(field),
});

// The classes that the site's own colours use, so that light, dark and contrast are the same.
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], class: "k" },
  { tag: [tags.string, tags.special(tags.string), tags.character], class: "s" },
  { tag: [tags.number], class: "n" },
  { tag: [tags.comment], class: "c" },
  { tag: [tags.meta, tags.processingInstruction], class: "p" },
]);

const kinds = { method: "function", field: "property", struct: "class" };

function completionFrom(ask) {
  return autocompletion({
    override: [async context => {
      const word = context.matchBefore(/\w*/);
      const afterDot = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos) === ".";
      if (!context.explicit && !afterDot && (!word || word.from === word.to)) return null;
      const found = await ask.complete(context.state.doc.toString(), context.pos);
      if (!found?.items.length) return null;
      return {
        from: found.start,
        validFor: /^\w*$/,
        options: found.items.map(item => ({ label: item.text, type: kinds[item.kind] ?? item.kind, detail: item.signature === item.text ? "" : item.signature, info: item.summary ?? undefined })),
      };
    }],
  });
}

function hoverFrom(ask) {
  return hoverTooltip(async (view, position) => {
    const found = await ask.inspect(view.state.doc.toString(), position);
    if (!found?.signature) return null;
    return {
      pos: position,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "hover";
        const signature = Object.assign(document.createElement("code"), { textContent: found.signature });
        dom.append(signature);
        if (found.summary) dom.append(Object.assign(document.createElement("p"), { textContent: found.summary }));
        return { dom };
      },
    };
  });
}

// An editor for code in a place of the page. told: changed(code), run(goOn), left(). ask: complete and inspect.
export function edit(place, code, name, told, ask) {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: code,
      extensions: [
        keymap.of([
          { key: "Shift-Enter", run: () => { told.run(true); return true; } },
          { key: "Mod-Enter", run: () => { told.run(false); return true; } },
          { key: "Escape", run: inner => { inner.contentDOM.blur(); told.left(); return true; } },
        ]),
        history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), indentUnit.of("    "),
        StreamLanguage.define(csharp), syntaxHighlighting(colors), syntaxHighlighting(defaultHighlightStyle, { fallback: true }), failed,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": `${name}. Escape leaves the editor, Shift and Enter run the cell.`, spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of(update => { if (update.docChanged) told.changed(update.state.doc.toString()); }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        completionFrom(ask), hoverFrom(ask),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    replace: text => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: line => view.dispatch({ effects: failedLine.of(line) }),
  };
}
