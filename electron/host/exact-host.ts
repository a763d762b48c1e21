import { onlyHeader, refusal, type Guard } from './refusal.ts';

/** Protection 3: a page that had its own name resolve to this machine (DNS rebinding) still sends that name. */
export const refuseOtherHosts: Guard = (request, address) =>
  onlyHeader(request, 'host') === address.host
    ? undefined
    : refusal(421, 'wrong-host', 'Kith is not served under this name: use the address from the terminal');
