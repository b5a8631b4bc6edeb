import * as vscode from 'vscode';
import type { Found } from './course';

/** Says what a session lacks and offers to do something about it. */
export async function sayMissing(found: Extract<Found, { missing: string }>): Promise<void> {
  switch (found.missing) {
    case 'sdk': {
      const open = 'Open the Download Page';
      if (await vscode.window.showErrorMessage('Cells need the .NET 10 SDK, and there is no dotnet on the PATH. Install it, then restart VS Code.', open) === open)
        await vscode.env.openExternal(vscode.Uri.parse('https://dotnet.microsoft.com/download'));
      break;
    }
    case 'build': {
      const build = 'Build the Course';
      if (await vscode.window.showErrorMessage('The course is not built yet. Build it once, then run the cell again.', build) === build) await buildCourse(found.root!);
      break;
    }
    case 'teach':
      await vscode.window.showErrorMessage('This notebook is not in a clone of the course, and there is no teach command on the PATH. '
        + 'Open a clone, or install the command: dotnet tool install --global teach.');
      break;
    case 'setting': {
      const open = 'Open Settings';
      if (await vscode.window.showErrorMessage('The setting teaching.command names a file that is not there.', open) === open)
        await vscode.commands.executeCommand('workbench.action.openSettings', 'teaching.command');
      break;
    }
  }
}

/** Runs dotnet build in the terminal and says how it ended. */
export async function buildCourse(root: string): Promise<void> {
  const task = new vscode.Task({ type: 'teaching-build' }, vscode.TaskScope.Workspace, 'Build the course', 'teaching',
    new vscode.ProcessExecution('dotnet', ['build'], { cwd: root }), '$msCompile');
  const execution = await vscode.tasks.executeTask(task);
  const code = await new Promise<number | undefined>(resolve => {
    const listener = vscode.tasks.onDidEndTaskProcess(event => {
      if (event.execution !== execution) return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
  if (code === 0) void vscode.window.showInformationMessage('The course is built: run the cell again.');
  else void vscode.window.showErrorMessage('The build failed: the terminal shows why.');
}
