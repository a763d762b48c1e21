// Takes a profile's lock, says so, and keeps it until killed: `node hold-profile.ts DIR`.
import { openProfile } from '../../electron/profile.ts';

openProfile(process.argv[2]!, 'Kith in a terminal', 0);
console.log('held');
process.stdin.resume();
