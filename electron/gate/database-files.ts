/** The files of a database: it, its WAL, and the shared memory of those who have it open. */
export const filesOf = (database: string): string[] => [database, `${database}-wal`, `${database}-shm`];
