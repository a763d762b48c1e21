import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultProfileDir, openProfile, ProfileError } from '../../electron/profile.ts';
import { syncedFolderAbove, syncedFolderWarning } from '../../electron/synced-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NOW = Date.UTC(2025, 4, 1);

function refusal(open: () => unknown): ProfileError {
  try {
    open();
  } catch (error) {
    if (error instanceof ProfileError) return error;
    throw error;
  }
  return expect.fail('the profile opened');
}

/** Another process that holds the profile until it is killed. */
async function anotherHolder(dir: string) {
  const child = spawn(process.execPath, [new URL('../support/hold-profile.ts', import.meta.url).pathname, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('held\n');
  return child;
}

describe('the profile folder', () => {
  it('is where each system keeps such data', () => {
    const at = (platform: NodeJS.Platform, home: string, environment: Record<string, string>) => defaultProfileDir({ platform, home, environment });
    expect(at('linux', '/home/ada', {})).toBe('/home/ada/.local/share/kith');
    expect(at('linux', '/home/ada', { XDG_DATA_HOME: '/data' })).toBe('/data/kith');
    expect(at('linux', '/home/ada', { XDG_DATA_HOME: 'relative' })).toBe('/home/ada/.local/share/kith');
    expect(at('darwin', '/Users/ada', {})).toBe('/Users/ada/Library/Application Support/Kith');
    expect(at('win32', 'C:\\Users\\ada', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' })).toBe('C:\\Users\\ada\\AppData\\Roaming\\Kith');
  });

  it('is made for its owner only, and closed to others where it was open', () => {
    const made = join(temporaryFolder(), 'a', 'profile');
    openProfile(made, 'test', NOW).release();
    expect(statSync(made).mode & 0o777).toBe(0o700);
    const open = temporaryFolder();
    chmodSync(open, 0o755);
    openProfile(open, 'test', NOW).release();
    expect(statSync(open).mode & 0o777).toBe(0o700);
  });

  it('is refused where it cannot be', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(refusal(() => openProfile(file, 'test', NOW))).toMatchObject({ code: 'profile-not-a-folder', message: expect.stringContaining(file) });
    expect(refusal(() => openProfile(join(file, 'below'), 'test', NOW)).code).toBe('profile-not-a-folder');
  });

  it.skipIf(process.getuid?.() === 0)('is refused where it may not be written', () => {
    const dir = temporaryFolder();
    chmodSync(dir, 0o500);
    expect(refusal(() => openProfile(join(dir, 'profile'), 'test', NOW)).code).toBe('profile-not-writable');
  });

  it('is refused when its lock cannot be opened', () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'lock'));
    expect(refusal(() => openProfile(dir, 'test', NOW)).code).toBe('profile-not-writable');
  });
});

describe('the lock of a profile', () => {
  it('tells the second program who has it', async () => {
    const dir = temporaryFolder();
    const other = await anotherHolder(dir);
    const refused = refusal(() => openProfile(dir, 'Kith in a browser', NOW));
    expect(refused).toMatchObject({ code: 'profile-in-use', holder: { pid: other.pid, host: hostname(), program: 'Kith in a terminal', since: 0 } });
    expect(refused.message).toContain(`Kith in a terminal (process ${other.pid}`);
  });

  it('is free again when its holder is killed', async () => {
    const dir = temporaryFolder();
    const other = await anotherHolder(dir);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const profile = openProfile(dir, 'Kith', NOW);
    expect(refusal(() => openProfile(dir, 'Kith', NOW)).holder?.pid).toBe(process.pid);
    profile.release();
  });

  it('is free again once released, and leaves no note behind', () => {
    const dir = temporaryFolder();
    const first = openProfile(dir, 'Kith', NOW);
    expect(statSync(join(dir, 'lock.json')).mode & 0o777).toBe(0o600);
    first.release();
    expect(existsSync(join(dir, 'lock.json'))).toBe(false);
    const second = openProfile(dir, 'Kith', NOW);
    first.release();
    expect(refusal(() => openProfile(dir, 'Kith', NOW)).code).toBe('profile-in-use');
    second.release();
  });

  it('holds although the note is gone or broken', () => {
    const dir = temporaryFolder();
    const profile = openProfile(dir, 'Kith', NOW);
    writeFileSync(join(dir, 'lock.json'), '{"pid":');
    expect(refusal(() => openProfile(dir, 'Kith', NOW))).toMatchObject({ code: 'profile-in-use', holder: undefined, message: expect.stringContaining('Another program') });
    profile.release();
  });

  it('is one per folder, whatever way leads there', () => {
    const dir = temporaryFolder();
    const link = join(temporaryFolder(), 'link');
    symlinkSync(dir, link);
    const profile = openProfile(dir, 'Kith', NOW);
    expect(refusal(() => openProfile(link, 'Kith', NOW)).code).toBe('profile-in-use');
    profile.release();
  });
});

describe('a profile inside a synced folder', () => {
  const nothing = () => false;
  it.each([
    ['/home/ada/Dropbox/kith', 'Dropbox', '/home/ada/Dropbox'],
    ['/home/ada/Dropbox (Personal)/a/b', 'Dropbox', '/home/ada/Dropbox (Personal)'],
    ['/Users/ada/Library/CloudStorage/Dropbox/kith', 'Dropbox', '/Users/ada/Library/CloudStorage/Dropbox'],
    ['C:\\Users\\ada\\OneDrive - Contoso GmbH\\Kith', 'OneDrive', 'C:\\Users\\ada\\OneDrive - Contoso GmbH'],
    ['/Users/ada/Library/CloudStorage/OneDrive-Personal/kith', 'OneDrive', '/Users/ada/Library/CloudStorage/OneDrive-Personal'],
    ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/kith', 'iCloud Drive', '/Users/ada/Library/Mobile Documents/com~apple~CloudDocs'],
    ['C:\\Users\\ada\\iCloudDrive\\Kith', 'iCloud Drive', 'C:\\Users\\ada\\iCloudDrive'],
    ['/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive/kith', 'Google Drive', '/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive'],
    ['G:\\My Drive\\Kith', 'Google Drive', 'G:\\My Drive'],
  ])('%s is known by its name', (path, service, folder) => {
    expect(syncedFolderAbove(path, nothing)).toEqual({ service, folder });
  });

  it('is known by what lies in a folder above', () => {
    const root = temporaryFolder();
    const profile = join(root, 'shared', 'kith');
    mkdirSync(join(root, 'shared', '.stfolder'), { recursive: true });
    mkdirSync(profile);
    expect(syncedFolderAbove(profile, existsSync)).toEqual({ service: 'Syncthing', folder: join(root, 'shared') });
  });

  it('is known by what Windows says of OneDrive', () => {
    expect(syncedFolderAbove('D:\\Cloud\\Kith', nothing, 'd:\\cloud')).toEqual({ service: 'OneDrive', folder: 'D:\\Cloud' });
  });

  it.each(['/home/ada/.local/share/kith', '/home/ada/dropboxes/kith', '/srv/mydropbox/kith', 'C:\\Users\\ada\\AppData\\Roaming\\Kith', '/'])('%s is none', (path) => {
    expect(syncedFolderAbove(path, nothing, '')).toBeUndefined();
  });

  it('gets a warning that names the service and the way out', () => {
    const warning = syncedFolderWarning({ service: 'Dropbox', folder: '/home/ada/Dropbox' });
    expect(warning).toContain('Dropbox');
    expect(warning).toContain('--profile DIR');
  });
});
