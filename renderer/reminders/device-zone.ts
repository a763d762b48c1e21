/** Where this device is; it may travel while Kith runs. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
