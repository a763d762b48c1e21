// The program `serve` on another page and, unless `--real-app` is given, an App without a database:
// `node serve-child.ts FOLDER-OF-PAGE [--interactive] [--real-app] [OPTIONS OF SERVE]`.
import { serveCalls } from '../../core/serve-calls.ts';
import { openApp } from '../../electron/app.ts';
import type { OpenApp } from '../../electron/app-port.ts';
import { serve } from '../../electron/serve.ts';
import { testContract } from './test-contract.ts';

const openFakeApp: OpenApp = (profileDir) => {
  console.error(`app opened in ${profileDir}`);
  return Promise.resolve({
    connect(page) {
      const served = serveCalls(testContract, { test: { echo: (value) => value, add: ({ a, b }) => a + b } }, page, { onError: console.error });
      return () => served.close();
    },
    close: () => Promise.resolve(console.error('app closed')),
  });
};

const OWN = ['--interactive', '--real-app'];
const [root = '', ...args] = process.argv.slice(2);
await serve(
  args.filter((arg) => !OWN.includes(arg)),
  { root, isInteractive: args.includes('--interactive'), openApp: args.includes('--real-app') ? openApp : openFakeApp },
);
