/* A disk that remembers: preloaded into a process, it notes every call that changes a file below RECORD_BELOW in the
   file RECORD_TO, so that the moment between any two of them can be built again.

   A record: the letter of the call, the length of the path, where, how much (four numbers of 8 bytes), the path, and
   what was written, or the second path. N names a new file, W writes, T sets the size, S syncs a file or a folder,
   R renames, U removes.

   Only what Linux and glibc offer is used. Files without a name are left out. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int inside(const char *path)
{
    const char *root = getenv("RECORD_BELOW");
    size_t length = root ? strlen(root) : 0;
    return length && strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int named(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return inside(path) && strstr(path, " (deleted)") == NULL;
}

static int absolute(int dir, const char *path, char *whole)
{
    char folder[PATH_MAX] = "";
    if (path[0] != '/') {
        if (dir == AT_FDCWD ? getcwd(folder, sizeof folder) == NULL : !named(dir, folder))
            return 0;
    }
    int length = snprintf(whole, PATH_MAX, "%s%s%s", folder, path[0] == '/' ? "" : "/", path);
    return length < PATH_MAX && inside(whole);
}

static void note(char call, const char *path, int64_t at, const void *content, int64_t size)
{
    int kept = errno;
    int64_t head[4] = {call, (int64_t)strlen(path), at, size};
    struct iovec parts[3] = {
        {head, sizeof head}, {(void *)path, strlen(path)}, {(void *)content, content ? (size_t)size : 0}};
    int to = syscall(SYS_openat, AT_FDCWD, getenv("RECORD_TO"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (to < 0 || syscall(SYS_writev, to, parts, 3) < 0)
        abort();
    syscall(SYS_close, to);
    errno = kept;
}

static int opened(int dir, const char *path, int flags, mode_t mode)
{
    char whole[PATH_MAX];
    struct stat before;
    int changes = (flags & (O_CREAT | O_TRUNC)) && (flags & O_TMPFILE) != O_TMPFILE && absolute(dir, path, whole);
    int there = changes && stat(whole, &before) == 0;
    int fd = syscall(SYS_openat, dir, path, flags, mode);
    if (fd >= 0 && changes && !there)
        note('N', whole, 0, NULL, 0);
    else if (fd >= 0 && changes && (flags & O_TRUNC))
        note('T', whole, 0, NULL, 0);
    return fd;
}

#define MODE(flags, last)                                                                                              \
    mode_t mode = 0;                                                                                                   \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                             \
        va_list more;                                                                                                  \
        va_start(more, last);                                                                                          \
        mode = va_arg(more, mode_t);                                                                                   \
        va_end(more);                                                                                                  \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(AT_FDCWD, path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(dir, path, flags, mode);
}

int openat64(int dir, const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(dir, path, flags, mode);
}

static ssize_t wrote(int fd, const void *from, ssize_t done, int64_t at)
{
    char path[PATH_MAX];
    if (done > 0 && named(fd, path))
        note('W', path, at < 0 ? lseek(fd, 0, SEEK_CUR) - done : at, from, done);
    return done;
}

ssize_t write(int fd, const void *from, size_t size)
{
    return wrote(fd, from, REAL(write)(fd, from, size), -1);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at)
{
    return wrote(fd, from, REAL(pwrite)(fd, from, size, at), at);
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at)
{
    return wrote(fd, from, REAL(pwrite64)(fd, from, size, at), at);
}

static int sized(int fd, int done, int64_t size)
{
    char path[PATH_MAX];
    if (done == 0 && named(fd, path))
        note('T', path, size, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t size)
{
    return sized(fd, REAL(ftruncate)(fd, size), size);
}

int ftruncate64(int fd, off64_t size)
{
    return sized(fd, REAL(ftruncate64)(fd, size), size);
}

static int synced(int fd, int done)
{
    char path[PATH_MAX];
    if (done == 0 && named(fd, path))
        note('S', path, 0, NULL, 0);
    return done;
}

int fsync(int fd)
{
    return synced(fd, REAL(fsync)(fd));
}

int fdatasync(int fd)
{
    return synced(fd, REAL(fdatasync)(fd));
}

int rename(const char *from, const char *to)
{
    char source[PATH_MAX], target[PATH_MAX];
    int counts = absolute(AT_FDCWD, from, source) && absolute(AT_FDCWD, to, target);
    int done = REAL(rename)(from, to);
    if (done == 0 && counts)
        note('R', source, 0, target, strlen(target));
    return done;
}

int unlink(const char *path)
{
    char whole[PATH_MAX];
    int counts = absolute(AT_FDCWD, path, whole);
    int done = REAL(unlink)(path);
    if (done == 0 && counts)
        note('U', whole, 0, NULL, 0);
    return done;
}
