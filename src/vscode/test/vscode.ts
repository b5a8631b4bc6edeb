/** As much of VS Code's module as the tests need: outputs are plain objects. */
export class NotebookCellOutputItem {
  constructor(readonly data: Uint8Array | string, readonly mime: string) {}
  static text(text: string, mime: string) { return new NotebookCellOutputItem(text, mime); }
  static stdout(text: string) { return new NotebookCellOutputItem(text, 'stdout'); }
  static stderr(text: string) { return new NotebookCellOutputItem(text, 'stderr'); }
  static error(error: Error) { return new NotebookCellOutputItem(error.message, 'error'); }
}

export class NotebookCellOutput {
  constructor(readonly items: NotebookCellOutputItem[], readonly metadata?: object) {}
}
