// The one JSON document of an export of everything, `kith.json`: what its first members say, and where it lies.

export const EVERYTHING_SCHEMA = 'kith-everything';
/** A reader refuses a higher one. */
export const EVERYTHING_VERSION = 1;
export const EVERYTHING_JSON = 'kith.json';
/** Where the attached files lie in the folder or ZIP. */
export const EVERYTHING_FILES = 'files';
