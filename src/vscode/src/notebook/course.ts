import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Program } from '../session/session';

/** The folder that holds src/Teaching.Cli, from a folder upwards; undefined outside a clone of the course. */
export function courseRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'src', 'Teaching.Cli', 'Teaching.Cli.csproj'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** What a session is started with, or why there is none. */
export type Found = { program: Program } | { missing: 'sdk' | 'build' | 'teach' | 'setting'; root?: string };

/** Looks for teach: the one of the settings, the newest that the course was built to, the one on the PATH. */
export function findTeach(folder: string, setting: string): Found {
  const dotnet = onPath('dotnet');
  if (setting !== '') return existsSync(setting) ? found(setting, dotnet) : { missing: 'setting' };
  const root = courseRoot(folder);
  if (root !== undefined) {
    if (dotnet === undefined) return { missing: 'sdk' };
    const built = ['teach', 'bin/Teaching.Cli/release', 'bin/Teaching.Cli/debug']
      .map(place => join(root, 'artifacts', ...place.split('/'), 'teach.dll'))
      .filter(file => existsSync(file))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    const library = join(root, 'artifacts', 'teaching', 'Teaching.dll');
    return built.length > 0 && existsSync(library) ? found(built[0], dotnet) : { missing: 'build', root };
  }
  const installed = onPath('teach');
  if (installed !== undefined) return found(installed, dotnet);
  return { missing: dotnet === undefined ? 'sdk' : 'teach' };
}

function found(file: string, dotnet: string | undefined): Found {
  if (!file.endsWith('.dll')) return { program: { file, arguments: [] } };
  return dotnet === undefined ? { missing: 'sdk' } : { program: { file: dotnet, arguments: [file] } };
}

/** A program on the PATH, or in the place where the SDK's installer puts dotnet. */
export function onPath(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = [...(process.env.PATH ?? '').split(delimiter), process.env.DOTNET_ROOT ?? '',
    '/usr/share/dotnet', '/usr/local/share/dotnet', 'C:\\Program Files\\dotnet'];
  return folders.filter(folder => folder !== '').flatMap(folder => endings.map(ending => join(folder, name + ending))).find(file => existsSync(file));
}
