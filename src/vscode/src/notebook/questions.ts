import * as vscode from 'vscode';
import type { Completion } from '../session/messages';
import type { Session } from '../session/session';

const kinds: Record<string, vscode.CompletionItemKind> = {
  class: vscode.CompletionItemKind.Class, struct: vscode.CompletionItemKind.Struct, interface: vscode.CompletionItemKind.Interface,
  enum: vscode.CompletionItemKind.Enum, method: vscode.CompletionItemKind.Method, property: vscode.CompletionItemKind.Property,
  field: vscode.CompletionItemKind.Field, variable: vscode.CompletionItemKind.Variable, namespace: vscode.CompletionItemKind.Module,
  keyword: vscode.CompletionItemKind.Keyword, event: vscode.CompletionItemKind.Event,
};

/** Completion and hover from the session of the cell's notebook: it knows every cell that has run. */
export class Questions implements vscode.CompletionItemProvider, vscode.HoverProvider {
  constructor(private readonly sessionOf: (notebook: vscode.NotebookDocument) => Session | undefined) {}

  async provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    const answer = await this.ask('complete', document, position);
    if (answer?.type !== 'completions') return [];
    const range = new vscode.Range(document.positionAt(answer.start), document.positionAt(answer.end));
    return answer.items.map(item => toItem(item, range));
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const answer = await this.ask('inspect', document, position);
    if (answer?.type !== 'inspection' || answer.signature === null) return undefined;
    const text = new vscode.MarkdownString().appendCodeblock(answer.signature, 'csharp');
    if (answer.summary !== null) text.appendMarkdown(asMarkdown(answer.summary));
    return new vscode.Hover(text);
  }

  private async ask(type: 'complete' | 'inspect', document: vscode.TextDocument, position: vscode.Position) {
    const notebook = vscode.workspace.notebookDocuments.find(one => one.getCells().some(cell => cell.document === document));
    const session = notebook === undefined ? undefined : this.sessionOf(notebook);
    // Positions of the protocol count UTF-16 units, as VS Code's do, in the text with its own line ends.
    return session?.ask(type, document.getText(), document.offsetAt(position)).catch(() => undefined);
  }
}

function toItem(completion: Completion, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(completion.text, kinds[completion.kind] ?? vscode.CompletionItemKind.Text);
  item.detail = completion.signature;
  item.range = range;
  if (completion.summary !== null) item.documentation = completion.summary;
  return item;
}

/** Plain text as markdown that shows it; appendText would keep the lines from wrapping. */
function asMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&');
}
