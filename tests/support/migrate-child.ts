// Brings a profile of an earlier release to this one and says so: `node migrate-child.ts DIR`.
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';

const dir = process.argv[2]!;
openProfile(dir, 'Kith in a test', Date.now());
console.log('opening');
openForWriting(dir, 'Robin').store.close();
console.log('opened');
