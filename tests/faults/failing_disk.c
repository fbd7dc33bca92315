/* A disk that fails: preloaded into a process, it lets the N-th call that changes a file below FAULT_BELOW fail.

   FAULT_AT      which call, from 1
   FAULT_ERRNO   with what: a number of errno
   FAULT_ONCE    1: that call only; 0: that one and all after it
   FAULT_CALLS   "write" (write, pwrite, ftruncate) or "sync" (fsync, fdatasync)
   FAULT_HIT     a file that is made when a call fails, and grows with each

   Only what Linux and glibc offer is used; forked children count on their own. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static long calls = 0;

static int below(int fd)
{
    char link[64], path[4096];
    const char *root = getenv("FAULT_BELOW");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (root == NULL || length < 0)
        return 0;
    path[length] = '\0';
    return strncmp(path, root, strlen(root)) == 0;
}

static int fails(int fd, const char *kind)
{
    const char *which = getenv("FAULT_CALLS");
    if (which == NULL || strcmp(which, kind) != 0 || !below(fd))
        return 0;
    long at = atol(getenv("FAULT_AT"));
    calls++;
    if (calls < at || (calls > at && atoi(getenv("FAULT_ONCE"))))
        return 0;
    int hit = open(getenv("FAULT_HIT"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    syscall(SYS_write, hit, ".", 1);
    close(hit);
    errno = atoi(getenv("FAULT_ERRNO"));
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *from, size_t size)
{
    return fails(fd, "write") ? -1 : REAL(write)(fd, from, size);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at)
{
    return fails(fd, "write") ? -1 : REAL(pwrite)(fd, from, size, at);
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at)
{
    return fails(fd, "write") ? -1 : REAL(pwrite64)(fd, from, size, at);
}

int ftruncate(int fd, off_t size)
{
    return fails(fd, "write") ? -1 : REAL(ftruncate)(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    return fails(fd, "write") ? -1 : REAL(ftruncate64)(fd, size);
}

int fsync(int fd)
{
    return fails(fd, "sync") ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return fails(fd, "sync") ? -1 : REAL(fdatasync)(fd);
}
