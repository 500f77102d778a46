/* What all functions that Typewright compiles share. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#if PY_VERSION_HEX < 0x030B0000
#error "compiled packages need CPython 3.11 or later"
#endif

/* What is found once, what was met last and what is known of a stack have no locks of their own. */
#ifdef Py_GIL_DISABLED
#error "compiled packages are not for Pythons with free threads"
#endif

#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define Py_T_OBJECT_EX T_OBJECT_EX
#define Py_READONLY READONLY
#endif

/* What a thread has left of Python's limit. From 3.12 on, C has another one, of its own. */
#if PY_VERSION_HEX >= 0x030C0000
#define TW_LEVELS py_recursion_remaining
#endif

#if defined(__GNUC__) && !defined(_WIN32)
#define TW_SHARED __attribute__((visibility("hidden"))) extern
#define TW_UNLIKELY(test) __builtin_expect(!!(test), 0)
#else
#define TW_SHARED extern
#define TW_UNLIKELY(test) (test)
#endif

/* The names, constants and slots of all modules, each module with a range of its own. They are
   found when a module is first used, and so is its place in `tw_ready`. */
TW_SHARED PyObject *tw_names[];
TW_SHARED PyObject *tw_constants[];
TW_SHARED Py_ssize_t tw_slots[];
TW_SHARED char tw_ready[];

/* Has a module adopted that functions of another one call. */
TW_SHARED int tw_need(int group);

#define TW_NEED(group) (TW_UNLIKELY(!tw_ready[group]) && tw_need(group) < 0)

/* A reference that its holder gives away. */
static inline PyObject *tw_take(PyObject **from)
{
    PyObject *value = *from;
    *from = NULL;
    return value;
}

/* Assigns a new reference, or fails without one. */
TW_SHARED int tw_replace(PyObject **to, PyObject *value);

static inline int tw_assign(PyObject **to, PyObject *value)
{
    if (*to == NULL && value != NULL) {
        *to = value;
        return 0;
    }
    return tw_replace(to, value);
}

static inline int tw_not(int verdict)
{
    return verdict < 0 ? verdict : !verdict;
}

/* `container[key]` */
TW_SHARED PyObject *tw_item(PyObject *container, PyObject *key);

/* A key that was met, and the number of its member. */
typedef struct {
    PyObject *key;
    int number;
} tw_seen;

/* The members of a dictionary that a function asks for, each with a number: their names, and a
   table of their numbers by hash, which is made when the function's module is first used. The keys
   of one JSON text, and those of some readers of JSON, are the same objects over and over, and
   mostly in the same order: so those are kept that were met last at each place. */
typedef struct {
    int first, count, mask;
    const int *names;
    short *table;
    tw_seen *seen;
} tw_shape;

TW_SHARED tw_shape tw_shapes[];

/* Puts the members of a dictionary into an array; those that are absent are NULL there. */
TW_SHARED int tw_spread(tw_shape *shape, PyObject *dict, PyObject **members);

/* A member from there, as a new reference, or as the one that was held. */
static inline PyObject *tw_held(PyObject *member, PyObject *key)
{
    if (TW_UNLIKELY(member == NULL)) {
        PyErr_SetObject(PyExc_KeyError, key);
        return NULL;
    }
    return Py_NewRef(member);
}

static inline PyObject *tw_released(PyObject **member, PyObject *key)
{
    PyObject *found = *member;
    if (TW_UNLIKELY(found == NULL)) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    *member = NULL;
    return found;
}

/* The same for members that need not be there. */
static inline PyObject *tw_released_or_none(PyObject **member)
{
    PyObject *found = *member;
    *member = NULL;
    return found == NULL ? Py_NewRef(Py_None) : found;
}

TW_SHARED void tw_drop(PyObject **members, int count);
TW_SHARED void tw_clear(PyObject **members, int count);

/* `container.get(key)`; of what is no dictionary, its method, which `name` is the name of */
TW_SHARED PyObject *tw_get(PyObject *container, PyObject *key, PyObject *name);

/* `key in container`, and where it is, `container[key]`, too */
TW_SHARED int tw_find(PyObject **to, PyObject *container, PyObject *key);

/* `key in container` */
TW_SHARED int tw_contains(PyObject *container, PyObject *key);

TW_SHARED Py_ssize_t tw_size(PyObject *value);

/* A comparison by `==`, `<` and so on, as a condition. */
TW_SHARED int tw_compare(PyObject *left, PyObject *right, int how);

/* `value == text` or `value != text`; to types of their own these need not be opposites */
TW_SHARED int tw_versus_text(PyObject *value, PyObject *text, int how);

/* A comparison with a whole number of at most 32 bits, which `object` is, too. */
TW_SHARED int tw_versus(PyObject *value, long number, PyObject *object, int how);

/* `object.__new__(class_)` */
static inline PyObject *tw_new(PyObject *class_)
{
    return ((PyTypeObject *)class_)->tp_alloc((PyTypeObject *)class_, 0);
}

/* `object.name = value`, whose reference is taken; `slot` is where the name is, if that is known */
TW_SHARED int tw_set(PyObject *object, Py_ssize_t slot, PyObject *name, PyObject *value);

static inline int tw_store(PyObject *object, Py_ssize_t slot, PyObject *name, PyObject *value)
{
    PyObject **place = (PyObject **)((char *)object + slot);
    if (slot > 0 && *place == NULL && value != NULL) {
        *place = value;
        return 0;
    }
    return tw_set(object, slot, name, value);
}

/* `object.name`, where objects of just that class have it in a slot, if that is known */
static inline PyObject *tw_load(PyObject *object, PyObject *class_, Py_ssize_t slot,
                                PyObject *name)
{
    if (slot > 0 && Py_IS_TYPE(object, (PyTypeObject *)class_)) {
        PyObject *value = *(PyObject **)((char *)object + slot);
        if (value != NULL) {
            return Py_NewRef(value);
        }
    }
    return PyObject_GetAttr(object, name);
}

/* `dict(value)` and `list(value)` */
TW_SHARED PyObject *tw_dict(PyObject *value);

TW_SHARED PyObject *tw_list(PyObject *value);

/* `value.copy()`; of what is no dictionary and no list, its method */
TW_SHARED PyObject *tw_copy(PyObject *value, PyObject *name);

/* `list.append(value)`; of what is no list, its method */
TW_SHARED int tw_append(PyObject *list, PyObject *name, PyObject *value);

/* `container[key] = value` */
TW_SHARED int tw_put(PyObject *container, PyObject *key, PyObject *value);

/* A loop. Lists and dictionaries are walked directly, everything else by its iterator. */
typedef struct {
    PyObject *over;
    Py_ssize_t position;
    Py_ssize_t size;
} tw_loop;

enum { TW_KEYS, TW_VALUES, TW_ITEMS };

TW_SHARED int tw_begin(tw_loop *loop, PyObject *value);

/* The next item in `*to`, as a new reference: 1, 0 at the end, or -1. */
TW_SHARED int tw_next(tw_loop *loop, PyObject **to);

/* The same over the keys, values or items of a mapping, which `name` is the method for. */
TW_SHARED int tw_begin_members(tw_loop *loop, PyObject *value, PyObject *name);

TW_SHARED int tw_next_members(tw_loop *loop, PyObject **key, PyObject **value);

TW_SHARED void tw_raise(PyObject *what);

/* How far the stack of the thread that was here last may be used: from where, and how many bytes.
   No other thread has addresses in there, so that an address tells whether it is that one. */
TW_SHARED uintptr_t tw_lowest;
TW_SHARED size_t tw_room;

/* What to do at an address elsewhere: measures the stack, and fails where little of it is left. */
TW_SHARED int tw_measure(uintptr_t here);

TW_SHARED int tw_too_deep(void);

/* Functions that call others count as a level of recursion, as they do in Python, which limits that
   for all data alike. C needs a stack, too, which is as large as the thread's maker has said. */
static inline int tw_enter(void)
{
    char mark = 0;
    uintptr_t here = (uintptr_t)&mark;
    if (TW_UNLIKELY(here - tw_lowest >= tw_room) && tw_measure(here) < 0) {
        return -1;
    }
#ifdef TW_LEVELS
    PyThreadState *thread = PyThreadState_Get();
    if (TW_UNLIKELY(thread->TW_LEVELS <= 0)) {
        return tw_too_deep();
    }
    thread->TW_LEVELS--;
    return 0;
#else
    return Py_EnterRecursiveCall(" while reading JSON data") ? -1 : 0;
#endif
}

static inline void tw_leave(void)
{
#ifdef TW_LEVELS
    PyThreadState_Get()->TW_LEVELS++;
#else
    Py_LeaveRecursiveCall();
#endif
}
