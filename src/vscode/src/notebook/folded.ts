import * as vscode from 'vscode';

/** Folds, once a notebook, the inputs that Jupyter folds too: those of cells whose metadata say jupyter.source_hidden, such as solutions. */
export class Folded {
  private readonly done = new WeakSet<vscode.NotebookDocument>();

  /** To be called when editors appear and when they have drawn other cells: before an editor has drawn its first, it has nothing to fold. */
  fold(editors: readonly vscode.NotebookEditor[]): void {
    for (const { notebook, visibleRanges } of editors) {
      if (visibleRanges.every(range => range.isEmpty)) continue;
      const ranges = notebook.getCells().filter(isHidden).map(cell => ({ start: cell.index, end: cell.index + 1 }));
      if (ranges.length === 0 || this.done.has(notebook)) continue;
      this.done.add(notebook);
      void vscode.commands.executeCommand('notebook.cell.collapseCellInput', { ranges, document: notebook.uri });
    }
  }
}

function isHidden(cell: vscode.NotebookCell): boolean {
  type Hidden = { jupyter?: { source_hidden?: boolean } };
  const metadata = cell.metadata as { metadata?: Hidden; custom?: { metadata?: Hidden } };
  return (metadata.metadata ?? metadata.custom?.metadata)?.jupyter?.source_hidden === true;
}
