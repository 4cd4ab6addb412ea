/* Stands between the program and the disk, for one folder.

   It does one of two things there, by what the program under test asks of it after a fork:
   - disk_record: write down every operation that changes the folder, with its data, in order;
   - disk_fail:   let operation number `at` fail in one of the ways below.

   Loaded by LD_PRELOAD. What goes through a memory map is not seen: SQLite's -shm, which is
   rebuilt after a power loss anyway. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
#define LONGEST 4096

enum way { NONE, IO_ERROR, NO_SPACE, NO_ACCESS, SHORT_WRITE, KILLED, FULL_FROM_HERE, UNREADABLE };

static char folder[LONGEST];          /* what is watched; empty: nothing */
static char inside[MOST_FILES];       /* per descriptor: is it a file or folder in there */
static int trace = -1;                /* where the recording goes */
static int way = NONE, at = 0, seen = 0;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* ---- recording ---- */

struct head {
    char what;
    char pad[3];
    int32_t file;
    int64_t number;
    uint32_t first, second;           /* lengths of what follows */
};

static void put(char what, int file, int64_t number, const void *a, size_t na, const void *b,
                size_t nb)
{
    struct head head = {what, {0}, file, number, (uint32_t)na, (uint32_t)nb};
    if (trace < 0)
        return;
    REAL(write)(trace, &head, sizeof head);
    if (na)
        REAL(write)(trace, a, na);
    if (nb)
        REAL(write)(trace, b, nb);
}

static void put_path(char what, int file, int64_t number, const char *path)
{
    put(what, file, number, path, strlen(path), NULL, 0);
}

/* ---- which files ---- */

static int is_inside(int file)
{
    return file >= 0 && file < MOST_FILES && inside[file];
}

static const char *whole(const char *path, char *room)
{
    if (path[0] == '/' || !getcwd(room, LONGEST / 2))
        return path;
    strncat(strcat(room, "/"), path, LONGEST / 2);
    return room;
}

static int is_watched(const char *path)
{
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

/* ---- failing: 0 to go on, or -1 with errno set ---- */

static int fails(int reads)
{
    int error = 0;
    if (way == NONE || reads != (way == UNREADABLE))
        return 0;
    seen++;
    if (seen < at || (seen > at && way != FULL_FROM_HERE))
        return 0;
    switch (way) {
    case NO_SPACE: case FULL_FROM_HERE: error = ENOSPC; break;
    case NO_ACCESS: error = EACCES; break;
    case KILLED: raise(SIGKILL); break;
    case SHORT_WRITE: return 0;
    default: error = EIO;
    }
    errno = error;
    return -1;
}

/* A full disk still lets go of things. */
static int fails_releasing(void)
{
    if (way == FULL_FROM_HERE) {
        seen++;
        return 0;
    }
    return fails(0);
}

static size_t shortened(size_t count)
{
    return way == SHORT_WRITE && seen == at && count > 1 ? count / 2 : count;
}

/* ---- what the program under test calls ---- */

void disk_record(const char *where, const char *into)
{
    trace = REAL(open)(into, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    strncpy(folder, where, LONGEST - 1);
}

void disk_fail(const char *where, int number, int how)
{
    at = number;
    way = how;
    seen = 0;
    strncpy(folder, where, LONGEST - 1);
}

/* Return how many operations there were that could have failed. */
int disk_seen(void)
{
    return seen;
}

/* ---- the interposed calls ---- */

static int opened(int file, int flags, const char *path)
{
    if (file >= 0 && file < MOST_FILES) {
        inside[file] = 1;
        put_path('O', file, flags, path);
    }
    return file;
}

static int do_open(const char *path, int flags, mode_t mode)
{
    char room[LONGEST] = "";
    const char *full = whole(path, room);
    int file = -1;
    if (!is_watched(full))
        return REAL(open)(path, flags, mode);
    pthread_mutex_lock(&lock);
    if (!fails(0))
        file = opened(REAL(open)(path, flags, mode), flags, full);
    pthread_mutex_unlock(&lock);
    return file;
}

#define MODE_OF(flags, mode)                                   \
    mode_t mode = 0;                                           \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                   \
        va_list rest;                                          \
        va_start(rest, flags);                                 \
        mode = va_arg(rest, mode_t);                           \
        va_end(rest);                                          \
    }

int open(const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return do_open(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return do_open(path, flags, mode);
}

int openat(int where, const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    if (where == AT_FDCWD || path[0] == '/')
        return do_open(path, flags, mode);
    return REAL(openat)(where, path, flags, mode);
}

int openat64(int where, const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    if (where == AT_FDCWD || path[0] == '/')
        return do_open(path, flags, mode);
    return REAL(openat)(where, path, flags, mode);
}

int close(int file)
{
    if (is_inside(file)) {
        pthread_mutex_lock(&lock);
        inside[file] = 0;
        put('C', file, 0, NULL, 0, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    return REAL(close)(file);
}

static ssize_t do_write(int file, const void *data, size_t count, off_t offset)
{
    ssize_t written = -1;
    pthread_mutex_lock(&lock);
    if (!fails(0)) {
        count = shortened(count);
        written = offset < 0 ? REAL(write)(file, data, count)
                             : REAL(pwrite)(file, data, count, offset);
        if (written > 0) {
            if (offset < 0)
                offset = lseek(file, 0, SEEK_CUR) - written;
            put('W', file, offset, data, written, NULL, 0);
        }
    }
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t write(int file, const void *data, size_t count)
{
    if (is_inside(file))
        return do_write(file, data, count, -1);
    if (file == STDOUT_FILENO && folder[0])
        put('A', file, 0, data, count, NULL, 0); /* what the outside was told */
    return REAL(write)(file, data, count);
}

ssize_t pwrite(int file, const void *data, size_t count, off_t offset)
{
    return is_inside(file) ? do_write(file, data, count, offset)
                           : REAL(pwrite)(file, data, count, offset);
}

ssize_t pwrite64(int file, const void *data, size_t count, off64_t offset)
{
    return pwrite(file, data, count, offset);
}

static int reading_fails(int file)
{
    int failed = 0;
    if (is_inside(file)) {
        pthread_mutex_lock(&lock);
        failed = fails(1);
        pthread_mutex_unlock(&lock);
    }
    return failed;
}

ssize_t read(int file, void *data, size_t count)
{
    return reading_fails(file) ? -1 : REAL(read)(file, data, count);
}

ssize_t pread(int file, void *data, size_t count, off_t offset)
{
    return reading_fails(file) ? -1 : REAL(pread)(file, data, count, offset);
}

ssize_t pread64(int file, void *data, size_t count, off64_t offset)
{
    return pread(file, data, count, offset);
}

/* Python copies files by this; taken apart, so that the data is seen. */
ssize_t sendfile(int to, int from, off_t *offset, size_t count)
{
    char block[1 << 16];
    ssize_t got;
    if (!is_inside(to) && !is_inside(from))
        return REAL(sendfile)(to, from, offset, count);
    count = count < sizeof block ? count : sizeof block;
    got = offset ? pread(from, block, count, *offset) : read(from, block, count);
    if (got > 0)
        got = write(to, block, got);
    if (got > 0 && offset)
        *offset += got;
    return got;
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t count)
{
    return sendfile(to, from, offset, count);
}

int ftruncate(int file, off_t size)
{
    int done = -1;
    if (!is_inside(file))
        return REAL(ftruncate)(file, size);
    pthread_mutex_lock(&lock);
    if (!fails(0) && !(done = REAL(ftruncate)(file, size)))
        put('T', file, size, NULL, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int file, off64_t size)
{
    return ftruncate(file, size);
}

static int flush(int file, int (*really)(int))
{
    int done = -1;
    if (!is_inside(file))
        return really(file);
    pthread_mutex_lock(&lock);
    /* The disk of a replay is not the one below: only that it was asked for counts. */
    if (!fails(0)) {
        done = trace < 0 ? really(file) : 0;
        put('F', file, 0, NULL, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int file)
{
    return flush(file, REAL(fsync));
}

int fdatasync(int file)
{
    return flush(file, REAL(fdatasync));
}

static int named(const char *old, const char *new, char what,
                 int (*really)(const char *, const char *))
{
    char one[LONGEST] = "", two[LONGEST] = "";
    const char *from = whole(old, one), *to = whole(new, two);
    int done = -1;
    if (!is_watched(from) && !is_watched(to))
        return really(old, new);
    pthread_mutex_lock(&lock);
    if (!fails(0) && !(done = really(old, new)))
        put(what, 0, 0, from, strlen(from), to, strlen(to));
    pthread_mutex_unlock(&lock);
    return done;
}

int rename(const char *old, const char *new)
{
    return named(old, new, 'R', REAL(rename));
}

int link(const char *old, const char *new)
{
    return named(old, new, 'L', REAL(link));
}

static int removed(const char *path, char what, int (*really)(const char *))
{
    char room[LONGEST] = "";
    const char *full = whole(path, room);
    int done = -1;
    if (!is_watched(full))
        return really(path);
    pthread_mutex_lock(&lock);
    if (!fails_releasing() && !(done = really(path)))
        put_path(what, 0, 0, full);
    pthread_mutex_unlock(&lock);
    return done;
}

int unlink(const char *path)
{
    return removed(path, 'U', REAL(unlink));
}

int rmdir(const char *path)
{
    return removed(path, 'U', REAL(rmdir));
}

int mkdir(const char *path, mode_t mode)
{
    char room[LONGEST] = "";
    const char *full = whole(path, room);
    int done = -1;
    if (!is_watched(full))
        return REAL(mkdir)(path, mode);
    pthread_mutex_lock(&lock);
    if (!fails(0) && !(done = REAL(mkdir)(path, mode)))
        put_path('M', 0, 0, full);
    pthread_mutex_unlock(&lock);
    return done;
}
