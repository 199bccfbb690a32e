/* Writes down, in order, what a program does to the files of one folder, and what it answers.

   Loaded by LD_PRELOAD. RECORDS_WATCHED is the folder, RECORDING the file that is appended to.
   Each record: kind (1 byte), inode (8), offset or size (8), length (8), then that many bytes.
     C a file was made (its name)        L a second name was given (old, new)
     W bytes were written                R a name was changed (old, new)
     T a file was cut or stretched       U a name was removed
     S a file was flushed                D a folder was flushed (its name)
     A an answer was given (standard output)
   DIE_AT_FLUSH=n kills the program in place of its n-th flush.
   Shared memory of SQLite (-shm) is not recorded: a power cut empties it and SQLite makes it anew. */

#include "preload.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void record(char kind, uint64_t inode, int64_t offset, const void *data, uint64_t length)
{
    static int log = -1;
    pthread_mutex_lock(&lock);
    if (log < 0)
        log = (int)syscall(SYS_openat, AT_FDCWD, getenv("RECORDING"),
                           O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    struct iovec parts[] = {
        {&kind, 1}, {&inode, 8}, {&offset, 8}, {&length, 8}, {(void *)data, length},
    };
    ssize_t written = syscall(SYS_writev, log, parts, 5);
    pthread_mutex_unlock(&lock);
    if (written != (ssize_t)(25 + length))
        abort();
}

static int is_shared_memory(const char *name)
{
    const char *end = strrchr(name, '-');
    return end && strcmp(end, "-shm") == 0;
}

static int is_recorded(int descriptor)
{
    char buffer[PATH_MAX];
    const char *name = watched_file(descriptor, buffer);
    return name && *name && !is_shared_memory(name);
}

static uint64_t inode_of(int descriptor)
{
    struct stat status;
    return fstat(descriptor, &status) ? 0 : status.st_ino;
}

static int is_folder(int descriptor)
{
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

static int opened(int descriptor, const char *name, int flags, int was_there)
{
    if (descriptor < 0 || !name || !*name || is_shared_memory(name))
        return descriptor;
    if (!was_there)
        record('C', inode_of(descriptor), 0, name, strlen(name));
    else if (flags & O_TRUNC)
        record('T', inode_of(descriptor), 0, NULL, 0);
    return descriptor;
}

#define OPEN(function)                                                                  \
    int function(const char *path, int flags, ...)                                      \
    {                                                                                   \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;               \
        va_end(rest);                                                                   \
        int was_there = access(path, F_OK) == 0;                                        \
        return opened(REAL(function)(path, flags, mode), watched_name(path), flags,     \
                      was_there);                                                       \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(function)                                                                \
    int function(int folder, const char *path, int flags, ...)                          \
    {                                                                                   \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;               \
        va_end(rest);                                                                   \
        int was_there = access(path, F_OK) == 0;                                        \
        return opened(REAL(function)(folder, path, flags, mode), watched_name(path),    \
                      flags, was_there);                                                \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int descriptor, const void *data, size_t length)
{
    ssize_t written = REAL(write)(descriptor, data, length);
    if (written <= 0)
        return written;
    if (descriptor == STDOUT_FILENO)
        record('A', 0, 0, data, written);
    else if (is_recorded(descriptor))
        record('W', inode_of(descriptor), lseek(descriptor, 0, SEEK_CUR) - written, data, written);
    return written;
}

#define PWRITE(function, offset_type)                                                   \
    ssize_t function(int descriptor, const void *data, size_t length, offset_type at)   \
    {                                                                                   \
        ssize_t written = REAL(function)(descriptor, data, length, at);                 \
        if (written > 0 && is_recorded(descriptor))                                     \
            record('W', inode_of(descriptor), at, data, written);                       \
        return written;                                                                 \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(function, size_type)                                                   \
    int function(int descriptor, size_type size)                                        \
    {                                                                                   \
        int result = REAL(function)(descriptor, size);                                  \
        if (result == 0 && is_recorded(descriptor))                                     \
            record('T', inode_of(descriptor), size, NULL, 0);                           \
        return result;                                                                  \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

static void flushing(void)
{
    static long flushes = 0;
    const char *last = getenv("DIE_AT_FLUSH");
    if (last && ++flushes == atol(last))
        syscall(SYS_kill, getpid(), SIGKILL);
}

#define FLUSH(function)                                                                 \
    int function(int descriptor)                                                        \
    {                                                                                   \
        char buffer[PATH_MAX];                                                          \
        const char *name = watched_file(descriptor, buffer);                            \
        if (!name || is_shared_memory(name))                                            \
            return REAL(function)(descriptor);                                          \
        flushing();                                                                     \
        int result = REAL(function)(descriptor);                                        \
        if (result == 0 && is_folder(descriptor))                                       \
            record('D', 0, 0, name, strlen(name));                                      \
        else if (result == 0)                                                           \
            record('S', inode_of(descriptor), 0, NULL, 0);                              \
        return result;                                                                  \
    }
FLUSH(fsync)
FLUSH(fdatasync)

static void record_names(char kind, const char *old, const char *new)
{
    char names[2 * PATH_MAX];
    int length = snprintf(names, sizeof names, "%s%c%s", old, '\n', new);
    record(kind, 0, 0, names, length);
}

int link(const char *old, const char *new)
{
    int result = REAL(link)(old, new);
    if (result == 0 && watched_name(new))
        record_names('L', watched_name(old), watched_name(new));
    return result;
}

int rename(const char *old, const char *new)
{
    int result = REAL(rename)(old, new);
    if (result == 0 && watched_name(new) && !is_shared_memory(old))
        record_names('R', watched_name(old), watched_name(new));
    return result;
}

static int unlinked(int result, const char *name)
{
    if (result == 0 && name && !is_shared_memory(name))
        record('U', 0, 0, name, strlen(name));
    return result;
}

int unlink(const char *path)
{
    return unlinked(REAL(unlink)(path), watched_name(path));
}

int unlinkat(int folder, const char *name, int flags)
{
    char buffer[2 * PATH_MAX];
    if (flags || folder == AT_FDCWD || !watched_file(folder, buffer))
        return unlinked(REAL(unlinkat)(folder, name, flags),
                        flags || folder != AT_FDCWD ? NULL : watched_name(name));
    strcat(strcat(buffer, "/"), name);
    return unlinked(REAL(unlinkat)(folder, name, flags), watched_name(buffer));
}
