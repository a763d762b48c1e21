/** What SQLite says where the database or its disk, and not a call, is at fault. A disk that is full is not. */
export const isTroubleCode = (code: string): boolean => /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN)/.test(code) && !isFullCode(code);

/** SQLite cannot enlarge the file by which its connections share the WAL. */
export const isFullCode = (code: string): boolean => /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/.test(code);
