/** The messages of the session protocol, as Sessions/Protocol/protocol.md of Teaching.Notebooks describes them. */
export type Bundle = Record<string, string>;

export interface Completion { text: string; kind: string; signature: string; summary: string | null }

/** What happens while a cell runs, or between its end and the start of the next. */
export type SessionEvent =
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; data: Bundle; displayId?: string | null; isResult: boolean }
  | { type: 'displayUpdate'; data: Bundle; displayId: string }
  | { type: 'error'; name: string; message: string; traceback: string[] }
  | { type: 'clear'; wait: boolean }
  | { type: 'inputRequest'; prompt: string; isPassword: boolean };

export type Status = 'Succeeded' | 'Failed' | 'Interrupted' | 'Ended';

export type Answer =
  | { type: 'completions'; id: number; start: number; end: number; items: Completion[] }
  | { type: 'inspection'; id: number; signature: string | null; summary: string | null };

export type Message =
  | SessionEvent
  | Answer
  | { type: 'ready'; protocol: number; processId: number }
  | { type: 'started'; id: number }
  | { type: 'finished'; id: number; status: Status }
  | { type: 'protocolError'; message: string; id?: number | null };

export type Command =
  | { type: 'execute'; id: number; code: string; outputLimit: number; marker: string; language?: string }
  | { type: 'interrupt' }
  | { type: 'inputReply'; text: string | null }
  | { type: 'complete' | 'inspect'; id: number; code: string; position: number }
  | { type: 'shutdown' };
