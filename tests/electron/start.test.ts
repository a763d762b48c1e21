import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { electronBinary, fetchElectron } from '../../build/electron-binary.mjs';
import { tooOldNode } from '../../build/node-version.mjs';
import { isStale } from '../../build/page-build.mjs';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const REPOSITORY = new URL('../../', import.meta.url).pathname;

/** The programs of this repository beside a page that is built already. */
function aCheckout(): string {
  const root = temporaryFolder();
  for (const part of ['build', 'core', 'db', 'electron', 'package.json', 'package-lock.json', 'tsconfig.base.json']) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'renderer'));
  mkdirSync(join(root, 'out', 'renderer'), { recursive: true });
  writeFileSync(join(root, 'out', 'renderer', 'index.html'), '<!doctype html><title>Kith</title>');
  return root;
}

/** A folder with an `electron` that notes what it was called with and ends as told. */
function anElectron(exitCode: number): { dir: string; calledWith(): string[] } {
  const dir = temporaryFolder();
  const binary = join(dir, 'electron');
  writeFileSync(binary, `#!/bin/sh\nprintf '%s\\n' "$@" > ${dir}/args\nexit ${exitCode}\n`);
  chmodSync(binary, 0o755);
  return { dir, calledWith: () => (existsSync(join(dir, 'args')) ? readFileSync(join(dir, 'args'), 'utf8').trim().split('\n') : []) };
}

const NO_SCREEN = { DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '' };

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('opens the browser host where there is no screen, and ends properly', async () => {
    const root = aCheckout();
    const profile = join(root, 'profile');
    const program = startProgram('build/start.mjs', ['--no-open', '--json', '--profile', profile], NO_SCREEN, root);
    const [first] = await program.lines(1);
    expect(JSON.parse(first ?? '')).toEqual({ url: expect.stringMatching(/^http:\/\/[0-9a-f]{16}\.localhost:\d+\/#in=/) });
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(existsSync(join(profile, 'lock.json'))).toBe(false);
  });

  it('builds a program that is whole: the workers of an import are found in it too', async () => {
    const root = aCheckout();
    const started = startProgram('build/start.mjs', ['--no-open', '--profile', join(root, 'profile')], NO_SCREEN, root);
    await started.lines(1);
    started.child.kill('SIGTERM');
    await started.ended;
    const file = join(root, 'people.csv');
    writeFileSync(file, 'First name,Last name\nAda,Lovelace\n');
    const program = startProgram('out/main/electron/cli.js', ['import', file, '--json', '--profile', join(root, 'profile')], NO_SCREEN, root);
    expect(await program.ended).toBe(0);
    expect(JSON.parse(program.out())).toMatchObject({ created: 1, errors: [] });
  });

  it('opens the window where Electron is, on the profile that was named', async () => {
    const root = aCheckout();
    const electron = anElectron(0);
    const program = startProgram('build/start.mjs', ['--profile', join(root, 'profile')], { ...NO_SCREEN, ELECTRON_OVERRIDE_DIST_PATH: electron.dir }, root);
    expect(await program.ended).toBe(0);
    expect(electron.calledWith()).toEqual([`${root}/`, '--profile', join(root, 'profile')]);
    expect(existsSync(join(root, 'out', 'main', 'electron', 'main.js'))).toBe(true);
    expect(readFileSync(join(root, 'out', 'main', 'electron', 'preload.cjs'), 'utf8')).toMatch(/^(?!import).*require\("electron"\)/s);
  });

  it('goes on in the browser when the window does not start', async () => {
    const root = aCheckout();
    const program = startProgram('build/start.mjs', ['--profile', join(root, 'profile')], { ...NO_SCREEN, ELECTRON_OVERRIDE_DIST_PATH: anElectron(127).dir }, root);
    expect((await program.lines(1))[0]).toMatch(/^Kith is at http:/);
    expect(program.errors()).toContain('The window did not start here: Kith goes on in the browser.');
  });

  it('does not go on when the window was refused its profile', async () => {
    const root = aCheckout();
    const program = startProgram('build/start.mjs', ['--profile', join(root, 'profile')], { ...NO_SCREEN, ELECTRON_OVERRIDE_DIST_PATH: anElectron(3).dir }, root);
    expect(await program.ended).toBe(1);
    expect(program.out()).toBe('');
  });

  it('leaves the window alone when told to use the browser', async () => {
    const root = aCheckout();
    const electron = anElectron(0);
    const program = startProgram('build/start.mjs', ['--browser', '--no-open', '--profile', join(root, 'profile')], { ...NO_SCREEN, ELECTRON_OVERRIDE_DIST_PATH: electron.dir }, root);
    expect((await program.lines(1))[0]).toMatch(/^Kith is at http:/);
    expect(electron.calledWith()).toEqual([]);
  });

  it('says how it is used', async () => {
    const program = startProgram('build/start.mjs', ['--nonsense'], NO_SCREEN);
    expect(await program.ended).toBe(2);
    expect(program.errors()).toContain('Usage: npm start');
  });
});

describe('an old Node', () => {
  it('is told in one line what to do', () => {
    expect(tooOldNode('20.19.0')).toMatch(/^Kith needs Node 24 or newer and this is Node 20\.19\.0: .*nodejs\.org.*$/);
    expect(tooOldNode('24.0.0')).toBeUndefined();
    expect(tooOldNode('100.1.0')).toBeUndefined();
  });
});

describe('a build', () => {
  it('is stale when anything in its sources is newer', () => {
    const dir = temporaryFolder();
    const [made, folder, file] = [join(dir, 'made'), join(dir, 'src'), join(dir, 'src', 'deep', 'a.ts')];
    mkdirSync(join(folder, 'deep'), { recursive: true });
    writeFileSync(file, '');
    expect(isStale(made, [folder])).toBe(true);
    writeFileSync(made, '');
    utimesSync(file, 1000, 1000);
    utimesSync(made, 2000, 2000);
    expect(isStale(made, [folder])).toBe(false);
    utimesSync(file, 3000, 3000);
    expect(isStale(made, [folder])).toBe(true);
    expect(isStale(made, [file])).toBe(true);
  });
});

/** The package `electron`, whose install script is `script`; `here` is the package's own folder. */
function anElectronPackage(script: string): string {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'package.json'), '{}');
  writeFileSync(join(dir, 'install.js'), `const fs = require('node:fs'), os = require('node:os'), path = require('node:path'), here = __dirname;\n${script}`);
  return dir;
}
const INSTALL = "fs.mkdirSync(path.join(here, 'dist'), { recursive: true }); fs.writeFileSync(path.join(here, 'dist', 'electron'), 'x'); fs.writeFileSync(path.join(here, 'path.txt'), 'electron');";

describe('the Electron program', () => {
  it('is fetched with progress, as long as something comes', async () => {
    const dir = anElectronPackage(`
      const part = fs.mkdtempSync(path.join(os.tmpdir(), 'part-'));
      let n = 0;
      const timer = setInterval(() => {
        n++;
        fs.appendFileSync(path.join(part, 'electron.zip'), 'x'.repeat(1000));
        // Longer in all than the silence after which it is given up.
        if (n === 20) { clearInterval(timer); ${INSTALL} }
      }, 100);
    `);
    expect(electronBinary(dir)).toBeUndefined();
    const seen: number[] = [];
    expect(await fetchElectron({ packageDir: dir, silenceMs: 1_500, onProgress: (bytes) => seen.push(bytes) })).toEqual({ binary: join(dir, 'dist', 'electron') });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(electronBinary(dir)).toBe(join(dir, 'dist', 'electron'));
  });

  it('is given up when nothing comes', async () => {
    const dir = anElectronPackage("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);");
    expect(await fetchElectron({ packageDir: dir, silenceMs: 400, onProgress: () => {} })).toEqual({ reason: 'nothing came for 0 seconds' });
  });

  it('is given up at once when the download fails', async () => {
    expect(await fetchElectron({ packageDir: anElectronPackage('process.exit(1)'), onProgress: () => {} })).toEqual({ reason: 'it cannot be downloaded' });
  });

  it('comes from the folder that is named instead', () => {
    const before = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    onTestFinished(() => {
      if (before === undefined) delete process.env['ELECTRON_OVERRIDE_DIST_PATH'];
      else process.env['ELECTRON_OVERRIDE_DIST_PATH'] = before;
    });
    const { dir } = anElectron(0);
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dir;
    expect(electronBinary(anElectronPackage(''))).toBe(join(dir, 'electron'));
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = temporaryFolder();
    expect(electronBinary(anElectronPackage(''))).toBeUndefined();
  });
});
