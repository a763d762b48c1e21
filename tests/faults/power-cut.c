/*
 * A power cut, for a test: loaded in front of the C library (LD_PRELOAD), it remembers what a program has written below
 * KITH_POWER_DIR and not yet had synced, and after KITH_POWER_AFTER operations takes that back and kills the program.
 *
 * The model: what was written to a file lasts once fsync or fdatasync of that file has returned. Of what was written
 * since, nothing lasts, or the first part, or any of it in any mix, the last of it torn at a sector: KITH_POWER_SEED
 * decides. A rename lasts once its folder was synced. Shared memory (`-shm`) never lasts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

/* One write or truncation: the bytes before it and after it. */
typedef struct Op {
  off_t at, size_before;
  size_t before_length, after_length;
  char *before, *after;
  int truncates;
  struct Op *next;
} Op;

typedef struct File {
  dev_t dev;
  ino_t ino;
  char *path;
  Op *first, *last;
  struct File *next;
} File;

typedef struct Rename {
  char *from, *to, *overwritten;
  struct Rename *next;
} Rename;

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static File *files;
static Rename *renames; /* the newest first */
static const char *folder;
static long left = -1;
static uint64_t state;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void start(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_write = dlsym(RTLD_NEXT, "write");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  folder = getenv("KITH_POWER_DIR");
  const char *after = getenv("KITH_POWER_AFTER"), *seed = getenv("KITH_POWER_SEED");
  if (folder && after) left = atol(after);
  state = (seed ? strtoull(seed, NULL, 10) : 1) * 6364136223846793005ull + 1442695040888963407ull;
}

static uint32_t dice(uint32_t sides) {
  state = state * 6364136223846793005ull + 1442695040888963407ull;
  return (uint32_t)(state >> 33) % sides;
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The file behind a descriptor, where it lies in the folder and may last. */
static File *tracked(int fd) {
  struct stat info;
  char link[64], path[4096];
  if (!folder || left < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return NULL;
  for (File *file = files; file; file = file->next)
    if (file->dev == info.st_dev && file->ino == info.st_ino) return file;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  if (strncmp(path, folder, strlen(folder)) != 0 || ends_with(path, "-shm")) return NULL;
  File *file = calloc(1, sizeof *file);
  file->dev = info.st_dev;
  file->ino = info.st_ino;
  file->path = strdup(path);
  file->next = files;
  files = file;
  return file;
}

static void forget(File *file) {
  while (file->first) {
    Op *op = file->first;
    file->first = op->next;
    free(op->before);
    free(op->after);
    free(op);
  }
  file->last = NULL;
}

static Op *remember(File *file, int fd, off_t at, size_t length) {
  struct stat info;
  fstat(fd, &info);
  Op *op = calloc(1, sizeof *op);
  op->at = at;
  op->size_before = info.st_size;
  if (at < info.st_size) {
    size_t there = (size_t)(info.st_size - at) < length ? (size_t)(info.st_size - at) : length;
    op->before = malloc(there ? there : 1);
    ssize_t got = pread(fd, op->before, there, at);
    /* Opened for writing only: through a descriptor of our own. */
    if (got < 0) {
      int other = open(file->path, O_RDONLY);
      got = pread(other, op->before, there, at);
      close(other);
    }
    op->before_length = got > 0 ? (size_t)got : 0;
  }
  if (file->last) file->last->next = op;
  else file->first = op;
  file->last = op;
  return op;
}

static void take_back(int fd, Op *op) {
  if (!op) return;
  take_back(fd, op->next);
  if (op->before_length) real_pwrite(fd, op->before, op->before_length, op->at);
  real_ftruncate(fd, op->size_before);
}

static void put_again(int fd, Op *op, size_t length) {
  if (op->truncates) real_ftruncate(fd, op->at);
  else if (length) real_pwrite(fd, op->after, length, op->at);
}

static void cut(void) {
  left = -1;
  for (File *file = files; file; file = file->next) {
    int fd = open(file->path, O_RDWR);
    struct stat info;
    if (fd < 0) continue;
    if (fstat(fd, &info) == 0 && info.st_ino == file->ino) {
      take_back(fd, file->first);
      uint32_t how = dice(3);
      long count = 0;
      for (Op *op = file->first; op; op = op->next) count++;
      long kept = how == 0 ? 0 : (long)dice((uint32_t)count + 1);
      for (Op *op = file->first; op; op = op->next, kept--) {
        if (how == 0 || (how == 1 && kept < 0) || (how == 2 && dice(2))) continue;
        int tears = how == 1 ? kept == 0 : dice(8) == 0;
        size_t sectors = op->after_length / SECTOR;
        put_again(fd, op, tears ? (sectors ? (size_t)dice((uint32_t)sectors) * SECTOR : 0) : op->after_length);
      }
      real_fsync(fd);
    }
    close(fd);
  }
  for (Rename *one = renames; one; one = one->next) {
    if (dice(2)) break; /* in their order: what came before this one lasted */
    real_rename(one->to, one->from);
    if (one->overwritten) real_rename(one->overwritten, one->to);
  }
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void count(void) {
  if (left > 0 && --left == 0) cut();
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  pthread_mutex_lock(&lock);
  File *file = tracked(fd);
  if (file) {
    Op *op = remember(file, fd, at, length);
    op->after = memcpy(malloc(length ? length : 1), bytes, length);
    op->after_length = length;
  }
  ssize_t done = real_pwrite(fd, bytes, length, at);
  if (file) count();
  pthread_mutex_unlock(&lock);
  return done;
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return pwrite(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
  pthread_mutex_lock(&lock);
  File *file = tracked(fd);
  if (file) {
    off_t at = lseek(fd, 0, (fcntl(fd, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR);
    Op *op = remember(file, fd, at, length);
    op->after = memcpy(malloc(length ? length : 1), bytes, length);
    op->after_length = length;
  }
  ssize_t done = real_write(fd, bytes, length);
  if (file) count();
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate(int fd, off_t size) {
  pthread_mutex_lock(&lock);
  File *file = tracked(fd);
  if (file) {
    struct stat info;
    fstat(fd, &info);
    Op *op = remember(file, fd, size, info.st_size > size ? (size_t)(info.st_size - size) : 0);
    op->truncates = 1;
  }
  int done = real_ftruncate(fd, size);
  if (file) count();
  pthread_mutex_unlock(&lock);
  return done;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

static int synced(int fd, int (*real)(int)) {
  pthread_mutex_lock(&lock);
  struct stat info;
  File *file = tracked(fd);
  /* The power may go before it has returned: then nothing was promised. */
  if (file) count();
  int done = real(fd);
  if (done == 0 && file) forget(file);
  if (done == 0 && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
    while (renames) {
      Rename *one = renames;
      renames = one->next;
      if (one->overwritten) real_unlink(one->overwritten);
      free(one->from);
      free(one->to);
      free(one->overwritten);
      free(one);
    }
  }
  pthread_mutex_unlock(&lock);
  return done;
}
int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }

int rename(const char *from, const char *to) {
  pthread_mutex_lock(&lock);
  int counts = folder && left >= 0 && strncmp(to, folder, strlen(folder)) == 0;
  Rename *one = NULL;
  if (counts) {
    struct stat info;
    one = calloc(1, sizeof *one);
    one->from = strdup(from);
    one->to = strdup(to);
    if (stat(to, &info) == 0) {
      char kept[4200];
      static int number;
      snprintf(kept, sizeof kept, "%s.overwritten-%d", to, ++number);
      if (link(to, kept) == 0) one->overwritten = strdup(kept);
    }
    one->next = renames;
    renames = one;
  }
  int done = real_rename(from, to);
  /* What was written before goes by its new name. */
  if (counts && done == 0)
    for (File *file = files; file; file = file->next)
      if (strcmp(file->path, from) == 0) {
        free(file->path);
        file->path = strdup(to);
      }
  if (counts) count();
  pthread_mutex_unlock(&lock);
  return done;
}

/* It lasts at once, and its number may be given to the next file. */
int unlink(const char *path) {
  pthread_mutex_lock(&lock);
  for (File *file = files; file; file = file->next)
    if (strcmp(file->path, path) == 0) {
      forget(file);
      file->ino = 0;
    }
  int done = real_unlink(path);
  pthread_mutex_unlock(&lock);
  return done;
}
