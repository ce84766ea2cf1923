/* A layer between a process and the system, loaded with LD_PRELOAD: at the Nth call that concerns a folder it kills the
   process, lets the call fail, or writes only a part. It can also record every change of the folder, so that the disks
   that a power cut could leave can be built afterwards. It does nothing until it is armed or told to record. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The kinds of calls, and what is done at one; preload.py has the same numbers. */
enum kind { LOOK = 1, READ = 2, MAKE = 4, WRITE = 8, SYNC = 16, CUT = 32, NAME = 64, LOCK = 128 };
enum deed { COUNT = 0, KILL_BEFORE = 1, KILL_WITHIN = 2, KILL_AFTER = 3, FAIL = 4, SHORT = 5 };

static char folder[PATH_MAX];
static int armed, kinds, deed, code, percent;
static long target, times, seen, done;
static int owed; /* the error that follows a write cut short */
static int record = -1;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void shim_arm(const char *below, int which, long at, int what, int error, int part, long how_often) {
  snprintf(folder, sizeof folder, "%s", below);
  kinds = which, target = at, deed = what, code = error, percent = part, times = how_often;
  seen = done = owed = 0;
  armed = 1;
}
void shim_disarm(void) { armed = 0; }
long shim_seen(void) { return seen; }
long shim_done(void) { return done; }
int shim_record(const char *below, const char *to) {
  snprintf(folder, sizeof folder, "%s", below);
  return record = NEXT(open)(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* One entry of the record: a line of fields between tabs, then the bytes. */
static void enter(const char *what, const char *path, const char *other, unsigned long inode, long at, const void *data,
                  size_t length) {
  if (record < 0) return;
  char head[2 * PATH_MAX + 128];
  int n = snprintf(head, sizeof head, "%s\t%s\t%s\t%lu\t%ld\t%zu\n", what, path, other, inode, at, length);
  if (NEXT(write)(record, head, n) != n || (length && NEXT(write)(record, data, length) != (ssize_t)length))
    kill(getpid(), SIGABRT);
}
void shim_say(const char *words) { enter("say", "", "", 0, 0, words, strlen(words)); }

static int within(const char *path) {
  size_t n = strlen(folder);
  return (armed || record >= 0) && n && !strncmp(path, folder, n) && (path[n] == '/' || !path[n]);
}
static int path_of(int fd, char *out) {
  if (!armed && record < 0) return 0;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, out, PATH_MAX - 1);
  out[n > 0 ? n : 0] = 0;
  return n > 0 && within(out);
}
static int path_at(int at, const char *name, char *out) {
  if (!armed && record < 0) return 0;
  char base[PATH_MAX] = "";
  if (name[0] != '/') {
    if (at == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return 0;
    } else if (!path_of(at, base))
      return 0;
  }
  if (snprintf(out, PATH_MAX, "%s%s%s", base, base[0] ? "/" : "", name) >= PATH_MAX) return 0;
  return within(out);
}
static unsigned long inode_of(int fd) {
  struct stat status;
  return fstat(fd, &status) ? 0 : status.st_ino;
}
static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* What is to be done at this call: 0 for nothing, or a deed; errno is set for FAIL. */
static int due(int kind) {
  if (!armed || !(kinds & kind)) return 0;
  seen++;
  if (seen < target || (times >= 0 && seen >= target + times) || deed == COUNT) return 0;
  done++;
  if (deed == KILL_BEFORE) die();
  if (deed == FAIL) errno = code;
  return deed;
}

/* The frame of every call but writing. */
#define GUARDED(kind, path, call, entry)             \
  do {                                               \
    int what = due(kind);                            \
    if (what == KILL_WITHIN) die();                  \
    if (what == FAIL) return -1;                     \
    __typeof__(call) result = call;                  \
    int kept = errno;                                \
    if (result >= 0) entry;                          \
    if (what == KILL_AFTER) die();                   \
    errno = kept;                                    \
    return result;                                   \
  } while (0)

static ssize_t put(int fd, const void *data, size_t length, off_t at, const char *path) {
  if (owed) {
    errno = owed, owed = 0;
    return -1;
  }
  int what = due(WRITE);
  size_t part = what == KILL_WITHIN || what == FAIL || what == SHORT ? length * percent / 100 : length;
  if (what == FAIL && !part) return -1;
  if (what == SHORT && !part) part = length > 0;
  int flags = fcntl(fd, F_GETFL);
  struct stat status;
  off_t start = at;
  if (flags & O_APPEND)
    start = fstat(fd, &status) ? 0 : status.st_size;
  else if (at < 0)
    start = lseek(fd, 0, SEEK_CUR);
  ssize_t n = 0;
  if (part || !length) n = at < 0 ? NEXT(write)(fd, data, part) : NEXT(pwrite)(fd, data, part, at);
  int kept = errno;
  if (n > 0) enter("write", path, "", inode_of(fd), start, data, n);
  if (what == KILL_WITHIN || what == KILL_AFTER) die();
  if (what == FAIL) owed = code;
  errno = kept;
  return n;
}
ssize_t write(int fd, const void *data, size_t length) {
  char path[PATH_MAX];
  return path_of(fd, path) ? put(fd, data, length, -1, path) : NEXT(write)(fd, data, length);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  char path[PATH_MAX];
  return path_of(fd, path) ? put(fd, data, length, at, path) : NEXT(pwrite64)(fd, data, length, at);
}
ssize_t read(int fd, void *data, size_t length) {
  char path[PATH_MAX];
  if (!path_of(fd, path)) return NEXT(read)(fd, data, length);
  GUARDED(READ, path, NEXT(read)(fd, data, length), (void)0);
}
ssize_t pread64(int fd, void *data, size_t length, off64_t at) {
  char path[PATH_MAX];
  if (!path_of(fd, path)) return NEXT(pread64)(fd, data, length, at);
  GUARDED(READ, path, NEXT(pread64)(fd, data, length, at), (void)0);
}

static int sync_by(int (*call)(int), int fd) {
  char path[PATH_MAX];
  if (!path_of(fd, path)) return call(fd);
  int what = due(SYNC);
  if (what == KILL_WITHIN) die();
  if (what == FAIL) { /* the kernel drops what it could not write, and says so once */
    enter("dropped", path, "", inode_of(fd), 0, "", 0);
    errno = code;
    return -1;
  }
  int result = call(fd), kept = errno;
  if (!result) enter("sync", path, "", inode_of(fd), 0, "", 0);
  if (what == KILL_AFTER) die();
  errno = kept;
  return result;
}
int fsync(int fd) { return sync_by(NEXT(fsync), fd); }
int fdatasync(int fd) { return sync_by(NEXT(fdatasync), fd); }

int ftruncate64(int fd, off64_t size) {
  char path[PATH_MAX];
  if (!path_of(fd, path)) return NEXT(ftruncate64)(fd, size);
  GUARDED(CUT, path, NEXT(ftruncate64)(fd, size), enter("cut", path, "", inode_of(fd), size, "", 0));
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int renameat(int from_at, const char *from, int to_at, const char *to) {
  char a[PATH_MAX], b[PATH_MAX];
  if (!path_at(from_at, from, a) || !path_at(to_at, to, b)) return NEXT(renameat)(from_at, from, to_at, to);
  GUARDED(NAME, b, NEXT(renameat)(from_at, from, to_at, to), enter("rename", a, b, 0, 0, "", 0));
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  char a[PATH_MAX], b[PATH_MAX];
  if (!path_at(from_at, from, a) || !path_at(to_at, to, b)) return NEXT(linkat)(from_at, from, to_at, to, flags);
  GUARDED(NAME, b, NEXT(linkat)(from_at, from, to_at, to, flags), enter("link", a, b, 0, 0, "", 0));
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
int unlinkat(int at, const char *name, int flags) {
  char path[PATH_MAX];
  if (!path_at(at, name, path)) return NEXT(unlinkat)(at, name, flags);
  GUARDED(NAME, path, NEXT(unlinkat)(at, name, flags), enter("unlink", path, "", 0, 0, "", 0));
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int mkdirat(int at, const char *name, mode_t mode) {
  char path[PATH_MAX];
  if (!path_at(at, name, path)) return NEXT(mkdirat)(at, name, mode);
  GUARDED(MAKE, path, NEXT(mkdirat)(at, name, mode), enter("folder", path, "", 0, 0, "", 0));
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

static int open_at(int at, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  if (!path_at(at, name, path)) return NEXT(openat)(at, name, flags, mode);
  int there = !faccessat(at, name, F_OK, AT_SYMLINK_NOFOLLOW);
  const char *entry = flags & O_CREAT && !there ? "file" : "cut";
  GUARDED(flags & O_CREAT && !there ? MAKE : LOOK, path, NEXT(openat)(at, name, flags, mode),
          if ((flags & O_CREAT && !there) || flags & O_TRUNC) enter(entry, path, "", inode_of(result), 0, "", 0));
}
#define OPENING(name, before, at, path)             \
  int name(before const char *path, int flags, ...) { \
    va_list more;                                   \
    va_start(more, flags);                          \
    mode_t mode = va_arg(more, mode_t);             \
    va_end(more);                                   \
    return open_at(at, path, flags, mode);          \
  }
#define NOTHING
#define AT int at,
OPENING(open, NOTHING, AT_FDCWD, path)
OPENING(open64, NOTHING, AT_FDCWD, path)
OPENING(openat, AT, at, path)
OPENING(openat64, AT, at, path)

int flock(int fd, int how) {
  char path[PATH_MAX];
  int (*call)(int, int) = dlsym(RTLD_NEXT, "flock");
  if (!path_of(fd, path)) return call(fd, how);
  GUARDED(LOCK, path, call(fd, how), (void)0);
}
