/* A disk that fails when it is told to.

   Loaded by LD_PRELOAD. RECORDS_WATCHED is the folder whose files fail, BREAK_SWITCH a file that
   holds what fails now: "flush" (fsync and fdatasync, EIO), "write" (EIO), "half" (half of each
   write is done, then EIO), "space" (ENOSPC), "read" (EIO); anything else or no such file: nothing
   fails. */

#include "preload.h"

static int is_broken(const char *what, int descriptor)
{
    char held[16] = "", buffer[PATH_MAX];
    int file = (int)syscall(SYS_openat, AT_FDCWD, getenv("BREAK_SWITCH"), O_RDONLY | O_CLOEXEC, 0);
    if (file < 0)
        return 0;
    syscall(SYS_read, file, held, sizeof held - 1);
    syscall(SYS_close, file);
    return strcmp(held, what) == 0 && watched_file(descriptor, buffer);
}

#define FLUSH(function)                                                                 \
    int function(int descriptor)                                                        \
    {                                                                                   \
        if (is_broken("flush", descriptor)) {                                           \
            errno = EIO;                                                                \
            return -1;                                                                  \
        }                                                                               \
        return REAL(function)(descriptor);                                              \
    }
FLUSH(fsync)
FLUSH(fdatasync)

#define PWRITE(function, offset_type)                                                   \
    ssize_t function(int descriptor, const void *data, size_t length, offset_type at)   \
    {                                                                                   \
        if (is_broken("half", descriptor)) {                                            \
            REAL(function)(descriptor, data, length / 2, at);                           \
            errno = EIO;                                                                \
            return -1;                                                                  \
        }                                                                               \
        int is_full = is_broken("space", descriptor);                                   \
        if (is_full || is_broken("write", descriptor)) {                                \
            errno = is_full ? ENOSPC : EIO;                                             \
            return -1;                                                                  \
        }                                                                               \
        return REAL(function)(descriptor, data, length, at);                            \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PREAD(function, offset_type)                                                    \
    ssize_t function(int descriptor, void *data, size_t length, offset_type at)         \
    {                                                                                   \
        if (is_broken("read", descriptor)) {                                            \
            errno = EIO;                                                                \
            return -1;                                                                  \
        }                                                                               \
        return REAL(function)(descriptor, data, length, at);                            \
    }
PREAD(pread, off_t)
PREAD(pread64, off64_t)
