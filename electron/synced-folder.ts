// A database that another program copies while it is written does not survive: such folders get a warning.

export type SyncService = 'Dropbox' | 'OneDrive' | 'iCloud Drive' | 'Google Drive' | 'Syncthing';
export type SyncedFolder = { readonly service: SyncService; readonly folder: string };

/** How each service names its folders; macOS keeps most of them below Library/CloudStorage. */
const NAMES: readonly (readonly [SyncService, RegExp])[] = [
  ['Dropbox', /^dropbox(?: \(.+\)|-.+)?$/i],
  ['OneDrive', /^onedrive(?: - .+|-.+)?$/i],
  ['iCloud Drive', /^(?:icloud ?drive|com~apple~clouddocs|mobile documents)$/i],
  ['Google Drive', /^(?:google ?drive(?: \(.+\)|-.+)?|my drive)$/i],
];

/** Files and folders by which a synced folder is known whatever its name. */
const MARKS: readonly (readonly [SyncService, string])[] = [
  ['Syncthing', '.stfolder'],
  ['Syncthing', '.stversions'],
  ['Dropbox', '.dropbox'],
  ['Dropbox', '.dropbox.cache'],
  ['Google Drive', '.tmp.driveupload'],
];

/**
 * The synced folder that holds `path`, or is it. `path` is absolute, with links resolved; `exists` looks at the disk.
 * `oneDrive` is the folder that Windows names in the environment.
 */
export function syncedFolderAbove(path: string, exists: (path: string) => boolean, oneDrive?: string): SyncedFolder | undefined {
  for (const folder of foldersUpFrom(path)) {
    const name = /[^/\\]*$/.exec(folder)?.[0] ?? '';
    const service =
      NAMES.find(([, pattern]) => pattern.test(name))?.[0] ??
      MARKS.find(([, mark]) => exists(`${folder}/${mark}`))?.[0] ??
      (oneDrive && folder.toLowerCase() === oneDrive.toLowerCase() ? 'OneDrive' : undefined);
    if (service) return { service, folder };
  }
  return undefined;
}

/** What the terminal says; a page says it in its own language, by the service. */
export const syncedFolderWarning = ({ service, folder }: SyncedFolder): string =>
  `Warning: this profile lies in ${folder}, which ${service} copies while Kith writes. That can destroy the database. Move the profile elsewhere, or start with --profile DIR.`;

function foldersUpFrom(path: string): string[] {
  const folders: string[] = [];
  for (let folder = path.replace(/[/\\]+$/, ''); folder.length > 1; folder = folder.replace(/[/\\]+[^/\\]*$/, '')) {
    folders.push(folder);
    if (!/[/\\]/.test(folder)) break;
  }
  return folders;
}
