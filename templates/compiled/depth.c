#include "shared.h"

#if defined(_WIN32)
#include <windows.h>
#elif defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#endif

/* How much of a stack is left to what reads no data: Python's own functions, and raising. From 3.14
   on, Python compares no exceptions where less than 68 KiB are left. */
#define TW_MARGIN ((size_t)96 * 1024)

uintptr_t tw_lowest;
size_t tw_room;

/* The lowest address and the size of the stack of this thread; 0 and all there is if nobody knows. */
static void tw_stack(uintptr_t *lowest, size_t *size)
{
    *lowest = 0;
    *size = SIZE_MAX;
#if defined(_WIN32)
    ULONG_PTR low, high;
    GetCurrentThreadStackLimits(&low, &high);
    *lowest = (uintptr_t)low;
    *size = (size_t)(high - low);
#elif defined(__APPLE__)
    *size = pthread_get_stacksize_np(pthread_self());
    *lowest = (uintptr_t)pthread_get_stackaddr_np(pthread_self()) - *size;
#elif defined(__linux__)
    pthread_attr_t attributes;
    void *address;
    size_t found;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        if (pthread_attr_getstack(&attributes, &address, &found) == 0) {
            *lowest = (uintptr_t)address;
            *size = found;
        }
        pthread_attr_destroy(&attributes);
    }
#endif
}

int tw_measure(uintptr_t here)
{
    uintptr_t lowest;
    size_t size;
    tw_stack(&lowest, &size);
    if (here - lowest >= size) { /* somebody runs this on a stack that is not the thread's */
        return 0;
    }
    size_t margin = size / 4 * 3 < TW_MARGIN ? size / 4 * 3 : TW_MARGIN;
    tw_lowest = lowest + margin;
    tw_room = size - margin;
    return here - tw_lowest < tw_room ? 0 : tw_too_deep();
}

int tw_too_deep(void)
{
    PyErr_SetString(PyExc_RecursionError,
                    "maximum recursion depth exceeded while reading JSON data");
    return -1;
}
