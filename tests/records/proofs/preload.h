/* What recorder.c and breaker.c share: the real functions, and which files are watched.

   A file is watched that lies in the folder that RECORDS_WATCHED names, or deeper. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* The name of a watched file from its folder on, NULL for every other path; "" for the folder. */
static const char *watched_name(const char *path)
{
    const char *folder = getenv("RECORDS_WATCHED");
    size_t length = folder ? strlen(folder) : 0;
    if (!length || !path || strncmp(path, folder, length) != 0)
        return NULL;
    if (path[length] == '\0')
        return path + length;
    return path[length] == '/' ? path + length + 1 : NULL;
}

/* The same of an open file, into a buffer of PATH_MAX; deleted files keep their name. */
static const char *watched_file(int descriptor, char *buffer)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0)
        return NULL;
    buffer[length] = '\0';
    char *deleted = strstr(buffer, " (deleted)");
    if (deleted)
        *deleted = '\0';
    return watched_name(buffer);
}
