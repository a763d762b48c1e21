// @ts-check
// `npm test`: gets a browser where none is there, checks walls and style, runs all tests, and says at the end
// how many passed and failed. `--long` runs the full numbers (`npm run test:long`).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser, installBrowser } from '../build/find-browser.mjs';
import { tooOldNode } from '../build/node-version.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isLong = process.argv.includes('--long');

/** More of what is random, in the long suite. */
const LONG = { KITH_RUNS: '3000', KITH_KILLS: '1000', KITH_FUZZ: '10000', KITH_LONG: '1' };

const tooOld = tooOldNode(process.versions.node);
if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}
await installBrowser();
const { executablePath } = findBrowser();
// Hundreds of tests start a program of their own from its sources: what was compiled for one serves the others.
const NODE_COMPILE_CACHE = `${root}node_modules/.cache/compiled`;
const env = { ...process.env, NODE_COMPILE_CACHE, ...(executablePath ? { KITH_CHROMIUM: executablePath } : {}), ...(isLong ? LONG : {}) };

rmSync(`${root}test-results`, { recursive: true, force: true });
mkdirSync(`${root}test-results`, { recursive: true });

/**
 * `named`: what failed, and what passed only when it was tried again.
 * @typedef {{ passed: number, failed: number, skipped: number, named?: string[] }} Counts
 */
/** @type {(Counts & { name: string, seconds: number })[]} */
const results = [];

step('check', () => {
  const status = npm('run', 'check');
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
});
step('unit', () => vitest('node'));
step('components', () => vitest('browser'));
step('journeys', () => playwright());

const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => results.reduce((total, result) => total + result[key], 0);
console.log('');
for (const { name, named = [] } of results) for (const test of named) console.log(`${name}: ${test}`);
for (const { name, passed, failed, seconds } of results) console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {() => Counts} run
 */
function step(name, run) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const counts = run();
  results.push({ name, ...counts, seconds: (performance.now() - started) / 1000 });
}

/**
 * @param {'node' | 'browser'} project
 * @returns {Counts}
 */
function vitest(project) {
  const report = `${root}test-results/${project}.json`;
  const status = local({ KITH_REPORT: report }, 'vitest', 'run', '--config', 'build/vitest.ts', '--project', project);
  const counts = read(report);
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  const failed = Math.max(counts.numFailedTests + (counts.numFailedTestSuites > 0 && counts.numFailedTests === 0 ? counts.numFailedTestSuites : 0), status === 0 ? 0 : 1);
  return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests, named: counts.testResults.flatMap(failuresOf) };
}

/**
 * @param {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }} file as Vitest reports it
 * @returns {string[]}
 */
function failuresOf({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`failed: ${short(name)}: ${firstLine(message)}`];
  return failed.map(({ fullName, failureMessages }) => `failed: ${short(name)}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
}

/** @returns {Counts} */
function playwright() {
  const report = `${root}test-results/journeys.json`;
  const status = local({}, 'playwright', 'test', '--config', 'tests/e2e/playwright.config.ts');
  const run = read(report);
  if (!run?.stats) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = run.stats;
  return { passed: expected + flaky, failed: Math.max(unexpected, status === 0 ? 0 : 1), skipped, named: run.suites.flatMap(troublesOf) };
}

/**
 * @typedef {{ file: string, specs?: { title: string, line: number, tests: { status: string }[] }[], suites?: Suite[] }} Suite as Playwright reports it
 * @param {Suite} suite
 * @returns {string[]}
 */
function troublesOf({ file, specs = [], suites = [] }) {
  const words = /** @type {Record<string, string>} */ ({ unexpected: 'failed', flaky: 'passed only when tried again' });
  const own = specs.flatMap(({ title, line, tests }) => tests.flatMap(({ status }) => (words[status] ? [`${words[status]}: ${file}:${line}: ${title}`] : [])));
  return [...own, ...suites.flatMap(troublesOf)];
}

/** @param {string} path */
function short(path) {
  return path.replace(root, '');
}

function firstLine(text = '') {
  return text.split('\n', 1)[0];
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string[]} args */
function npm(...args) {
  return spawnSync('npm', args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

/**
 * @param {Record<string, string>} more
 * @param {string} program
 * @param {string[]} args
 */
function local(more, program, ...args) {
  return spawnSync('npm', ['exec', '--no', '--', program, ...args], { cwd: root, env: { ...env, ...more }, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}
