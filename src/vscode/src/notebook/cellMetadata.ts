import type { NotebookCell } from 'vscode';

interface CellMetadata {
  tags?: unknown;
  dotnet_interactive?: { language?: string };
  polyglot_notebook?: { kernelName?: string };
  vscode?: { languageId?: string };
}

/** The language of a cell: what a person chose in VS Code, else what the cell's metadata names; undefined for C#. */
export function languageOf(cell: NotebookCell): string | undefined {
  const language = cell.document.languageId;
  if (language !== 'csharp' && language !== 'polyglot-notebook') return language.replace('dotnet-interactive.', '');
  const metadata = metadataOf(cell);
  if (metadata.vscode?.languageId === 'csharp') return undefined;
  return metadata.polyglot_notebook?.kernelName ?? metadata.dotnet_interactive?.language;
}

/** Whether Jupyter's tag says that the cell is not to be run with the others. */
export function isSkipped(cell: NotebookCell): boolean {
  const tags = metadataOf(cell).tags;
  return Array.isArray(tags) && tags.includes('skip-execution');
}

/** What the file says of the cell; older versions of VS Code keep it one level deeper. */
function metadataOf(cell: NotebookCell): CellMetadata {
  const metadata = cell.metadata as { metadata?: CellMetadata; custom?: { metadata?: CellMetadata } } | undefined;
  return metadata?.metadata ?? metadata?.custom?.metadata ?? {};
}
