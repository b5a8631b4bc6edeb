import { dirname } from 'node:path';
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { courseRoot, findTeach } from './notebook/course';
import { Folded } from './notebook/folded';
import { buildCourse, sayMissing } from './notebook/missing';
import { NotebookSession } from './notebook/notebookSession';
import { Questions } from './notebook/questions';

const notebookType = 'jupyter-notebook';
const kernelName = '.net-csharp';

/** Runs C# cells of .ipynb notebooks in sessions of teach, and answers questions about their code. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Teaching', { log: true });
  const sessions = new Map<vscode.NotebookDocument, NotebookSession>();
  const controller = vscode.notebooks.createNotebookController('teaching-csharp', notebookType, '.NET (C#)');
  controller.description = 'Teaching: a session of its own for each notebook';
  // The session shows html and markdown, and says of others that it does not run them.
  controller.supportedLanguages = ['csharp', 'html', 'markdown', 'javascript', 'fsharp', 'powershell'];
  controller.supportsExecutionOrder = true;

  const sessionOf = (notebook: vscode.NotebookDocument) => {
    const session = sessions.get(notebook) ?? new NotebookSession(notebook, controller, log);
    sessions.set(notebook, session);
    return session;
  };
  controller.executeHandler = (cells, notebook) => sessionOf(notebook).run(cells);
  controller.interruptHandler = notebook => sessions.get(notebook)?.interrupt();

  const prefer = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType === notebookType && kernelOf(notebook) === kernelName)
      controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  };
  vscode.workspace.notebookDocuments.forEach(prefer);

  const folded = new Folded();
  folded.fold(vscode.window.visibleNotebookEditors);

  const questions = new Questions(notebook => sessions.get(notebook)?.alive);
  const cells: vscode.DocumentSelector = { notebookType, language: 'csharp' };
  context.subscriptions.push(
    log,
    controller,
    vscode.workspace.onDidOpenNotebookDocument(prefer),
    vscode.window.onDidChangeVisibleNotebookEditors(editors => folded.fold(editors)),
    vscode.window.onDidChangeNotebookEditorVisibleRanges(({ notebookEditor }) => folded.fold([notebookEditor])),
    vscode.workspace.onDidCloseNotebookDocument(notebook => {
      void sessions.get(notebook)?.close();
      sessions.delete(notebook);
    }),
    vscode.languages.registerCompletionItemProvider(cells, questions, '.'),
    vscode.languages.registerHoverProvider(cells, questions),
    vscode.commands.registerCommand('teaching.restart', async () => {
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      if (notebook !== undefined) await sessionOf(notebook).restart();
    }),
    vscode.commands.registerCommand('teaching.build', build),
    vscode.commands.registerCommand('teaching.clean', () => clean(log)),
    vscode.commands.registerCommand('teaching.log', () => log.show()),
    { dispose: () => sessions.forEach(session => void session.close()) });
}

/** The name of the kernel that the notebook was written for. */
function kernelOf(notebook: vscode.NotebookDocument): string | undefined {
  const metadata = notebook.metadata as { metadata?: { kernelspec?: { name?: string } }; custom?: { metadata?: { kernelspec?: { name?: string } } } };
  return (metadata.metadata ?? metadata.custom?.metadata)?.kernelspec?.name;
}

async function build(): Promise<void> {
  const folder = vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.workspace.workspaceFolders?.[0].uri;
  const root = folder === undefined ? undefined : courseRoot(folder.fsPath);
  if (root === undefined) void vscode.window.showErrorMessage('There is no course here to build: open a folder of its clone.');
  else await buildCourse(root);
}

/** Saves the notebook, then lets teach clean write it as it is committed. */
async function clean(log: vscode.LogOutputChannel): Promise<void> {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook === undefined || !await notebook.save()) return;
  const found = findTeach(dirname(notebook.uri.fsPath), vscode.workspace.getConfiguration('teaching', notebook.uri).get<string>('command', ''));
  if ('missing' in found) return sayMissing(found);
  const { file, arguments: first } = found.program;
  await new Promise<void>(resolve => execFile(file, [...first, 'clean', notebook.uri.fsPath], (error, _, said) => {
    if (error !== null) {
      log.error(said);
      void vscode.window.showErrorMessage(`teach clean: ${said.trim() || error.message}`);
    }
    resolve();
  }));
}
