// The program `serve` on a page of one file and an App without a database:
// `node serve-fake-app.ts FOLDER-OF-PAGE [--interactive] [OPTIONS OF SERVE]`.
import { serveCalls } from '../../core/serve-calls.ts';
import { serve } from '../../electron/serve.ts';
import { testContract } from './test-contract.ts';

const [root = '', ...args] = process.argv.slice(2);
await serve(
  args.filter((arg) => arg !== '--interactive'),
  {
    root,
    isInteractive: args.includes('--interactive'),
    openApp: (profileDir) => {
      console.error(`app opened in ${profileDir}`);
      return Promise.resolve({
        connect(page) {
          const served = serveCalls(testContract, { test: { echo: (value) => value, add: ({ a, b }) => a + b } }, page, { onError: console.error });
          return () => served.close();
        },
        close: () => Promise.resolve(console.error('app closed')),
      });
    },
  },
);
