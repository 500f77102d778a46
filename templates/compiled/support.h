/* What all functions that Typewright compiles share. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>
#include <structmember.h>

#if PY_VERSION_HEX < 0x030B0000
#error "compiled packages need CPython 3.11 or later"
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
static inline int tw_assign(PyObject **to, PyObject *value)
{
    if (TW_UNLIKELY(value == NULL)) {
        return -1;
    }
    PyObject *before = *to;
    *to = value;
    Py_XDECREF(before);
    return 0;
}

static inline int tw_not(int verdict)
{
    return verdict < 0 ? verdict : !verdict;
}

/* `container[key]` */
static inline PyObject *tw_item(PyObject *container, PyObject *key)
{
    if (PyDict_CheckExact(container)) {
        PyObject *item = PyDict_GetItemWithError(container, key);
        if (TW_UNLIKELY(item == NULL)) {
            if (!PyErr_Occurred()) {
                PyErr_SetObject(PyExc_KeyError, key);
            }
            return NULL;
        }
        return Py_NewRef(item);
    }
    return PyObject_GetItem(container, key);
}

/* Whether two short texts of one length are equal: in words, of which the last may overlap. */
static inline int tw_equal(const char *left, const char *right, Py_ssize_t length)
{
    uint64_t one, other;
    uint32_t half, other_half;
    if (length >= 8) {
        for (Py_ssize_t at = 0; at < length; at += 8) {
            Py_ssize_t from = at + 8 <= length ? at : length - 8;
            memcpy(&one, left + from, 8);
            memcpy(&other, right + from, 8);
            if (one != other) {
                return 0;
            }
        }
        return 1;
    }
    if (length >= 4) {
        memcpy(&half, left, 4);
        memcpy(&other_half, right, 4);
        if (half != other_half) {
            return 0;
        }
        memcpy(&half, left + length - 4, 4);
        memcpy(&other_half, right + length - 4, 4);
        return half == other_half;
    }
    while (length-- > 0) {
        if (*left++ != *right++) {
            return 0;
        }
    }
    return 1;
}

/* Whether a key of a dictionary is `text`, of which Python knows the hash. */
static inline int tw_is_key(PyObject *key, PyObject *text)
{
    if (key == text) {
        return 1;
    }
    if (!PyUnicode_CheckExact(key) ||
        ((PyASCIIObject *)key)->hash != ((PyASCIIObject *)text)->hash) {
        return 0;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (PyUnicode_GET_LENGTH(key) != length || PyUnicode_KIND(key) != PyUnicode_KIND(text)) {
        return 0;
    }
    if (!PyUnicode_IS_COMPACT_ASCII(key) || !PyUnicode_IS_COMPACT_ASCII(text)) {
        return memcmp(PyUnicode_DATA(key), PyUnicode_DATA(text), length * PyUnicode_KIND(key)) == 0;
    }
    return tw_equal((const char *)((PyASCIIObject *)key + 1),
                    (const char *)((PyASCIIObject *)text + 1), length);
}

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

static inline void tw_drop(PyObject **members, int count)
{
    for (int i = 0; i < count; i++) {
        Py_XDECREF(members[i]);
    }
}

static inline void tw_clear(PyObject **members, int count)
{
    for (int i = 0; i < count; i++) {
        Py_CLEAR(members[i]);
    }
}

/* `key in container`, and where it is, `container[key]`, too */
static inline int tw_find(PyObject **to, PyObject *container, PyObject *key)
{
    if (PyDict_CheckExact(container)) {
        PyObject *item = PyDict_GetItemWithError(container, key);
        if (item == NULL) {
            return TW_UNLIKELY(PyErr_Occurred() != NULL) ? -1 : 0;
        }
        *to = Py_NewRef(item);
        return 1;
    }
    int found = PySequence_Contains(container, key);
    if (found > 0 && (*to = PyObject_GetItem(container, key)) == NULL) {
        return -1;
    }
    return found;
}

/* `key in container` */
static inline int tw_contains(PyObject *container, PyObject *key)
{
    if (PyDict_CheckExact(container)) {
        return PyDict_Contains(container, key);
    }
    if (PyFrozenSet_CheckExact(container) && PyUnicode_CheckExact(key)) {
        return PySet_Contains(container, key);
    }
    return PySequence_Contains(container, key);
}

static inline Py_ssize_t tw_size(PyObject *value)
{
    if (PyUnicode_CheckExact(value)) {
        return PyUnicode_GET_LENGTH(value);
    }
    if (PyList_CheckExact(value)) {
        return PyList_GET_SIZE(value);
    }
    return PyObject_Size(value);
}

/* A comparison by `==`, `<` and so on, as a condition. */
static inline int tw_compare(PyObject *left, PyObject *right, int how)
{
    PyObject *found = PyObject_RichCompare(left, right, how);
    if (TW_UNLIKELY(found == NULL)) {
        return -1;
    }
    if (found == Py_True || found == Py_False) {
        int verdict = found == Py_True;
        Py_DECREF(found);
        return verdict;
    }
    int verdict = PyObject_IsTrue(found);
    Py_DECREF(found);
    return verdict;
}

/* `value == text` */
static inline int tw_is_text(PyObject *value, PyObject *text)
{
    if (value == text) {
        return 1;
    }
    if (TW_UNLIKELY(!PyUnicode_CheckExact(value))) {
        return tw_compare(value, text, Py_EQ);
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (PyUnicode_GET_LENGTH(value) != length || PyUnicode_KIND(value) != PyUnicode_KIND(text)) {
        return 0;
    }
    return memcmp(PyUnicode_DATA(value), PyUnicode_DATA(text), length * PyUnicode_KIND(text)) == 0;
}

/* A comparison with a whole number of at most 32 bits, which `object` is, too. */
static inline int tw_versus(PyObject *value, long number, PyObject *object, int how)
{
    if (PyLong_CheckExact(value)) {
        int overflow;
        long given = PyLong_AsLongAndOverflow(value, &overflow);
        if (!overflow) {
            switch (how) {
            case Py_LT:
                return given < number;
            case Py_LE:
                return given <= number;
            case Py_EQ:
                return given == number;
            case Py_NE:
                return given != number;
            case Py_GT:
                return given > number;
            default:
                return given >= number;
            }
        }
    }
    return tw_compare(value, object, how);
}

/* `object.__new__(class_)` */
static inline PyObject *tw_new(PyObject *class_)
{
    return ((PyTypeObject *)class_)->tp_alloc((PyTypeObject *)class_, 0);
}

/* `object.name = value`, whose reference is taken; `slot` is where the name is, if that is known */
static inline int tw_store(PyObject *object, Py_ssize_t slot, PyObject *name, PyObject *value)
{
    if (TW_UNLIKELY(value == NULL)) {
        return -1;
    }
    if (TW_UNLIKELY(slot <= 0)) {
        int failed = PyObject_SetAttr(object, name, value);
        Py_DECREF(value);
        return failed;
    }
    PyObject **place = (PyObject **)((char *)object + slot);
    PyObject *before = *place;
    *place = value;
    Py_XDECREF(before);
    return 0;
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
static inline PyObject *tw_dict(PyObject *value)
{
    if (PyDict_CheckExact(value)) {
        return PyDict_Copy(value);
    }
    return PyObject_CallOneArg((PyObject *)&PyDict_Type, value);
}

static inline PyObject *tw_list(PyObject *value)
{
    if (PyList_CheckExact(value)) {
        return PyList_GetSlice(value, 0, PyList_GET_SIZE(value));
    }
    return PyObject_CallOneArg((PyObject *)&PyList_Type, value);
}

/* `list.append(value)`; of what is no list, its method */
static inline int tw_append(PyObject *list, PyObject *name, PyObject *value)
{
    if (PyList_CheckExact(list)) {
        return PyList_Append(list, value);
    }
    PyObject *none = PyObject_CallMethodOneArg(list, name, value);
    if (none == NULL) {
        return -1;
    }
    Py_DECREF(none);
    return 0;
}

/* `container[key] = value` */
static inline int tw_put(PyObject *container, PyObject *key, PyObject *value)
{
    if (PyDict_CheckExact(container)) {
        return PyDict_SetItem(container, key, value);
    }
    return PyObject_SetItem(container, key, value);
}

/* A loop. Lists and dictionaries are walked directly, everything else by its iterator. */
typedef struct {
    PyObject *over;
    Py_ssize_t position;
    Py_ssize_t size;
} tw_loop;

enum { TW_KEYS, TW_VALUES, TW_ITEMS };

static inline int tw_begin(tw_loop *loop, PyObject *value)
{
    if (PyList_CheckExact(value)) {
        loop->over = Py_NewRef(value);
        loop->position = 0;
        return 0;
    }
    loop->over = PyObject_GetIter(value);
    return loop->over == NULL ? -1 : 0;
}

/* The next item in `*to`, as a new reference: 1, 0 at the end, or -1. */
static inline int tw_next(tw_loop *loop, PyObject **to)
{
    PyObject *item;
    if (PyList_CheckExact(loop->over)) {
        if (loop->position >= PyList_GET_SIZE(loop->over)) {
            return 0;
        }
        item = Py_NewRef(PyList_GET_ITEM(loop->over, loop->position++));
    }
    else {
        item = PyIter_Next(loop->over);
        if (item == NULL) {
            return PyErr_Occurred() != NULL ? -1 : 0;
        }
    }
    PyObject *before = *to;
    *to = item;
    Py_XDECREF(before);
    return 1;
}

/* The same over the keys, values or items of a mapping, which `name` is the method for. */
static inline int tw_begin_members(tw_loop *loop, PyObject *value, PyObject *name)
{
    if (PyDict_CheckExact(value)) {
        loop->over = Py_NewRef(value);
        loop->position = 0;
        loop->size = PyDict_GET_SIZE(value);
        return 0;
    }
    PyObject *view = PyObject_CallMethodNoArgs(value, name);
    if (view == NULL) {
        return -1;
    }
    loop->over = PyObject_GetIter(view);
    Py_DECREF(view);
    return loop->over == NULL ? -1 : 0;
}

static inline int tw_next_members(tw_loop *loop, PyObject **key, PyObject **value)
{
    PyObject *before;
    if (PyDict_CheckExact(loop->over)) {
        PyObject *name, *item;
        if (TW_UNLIKELY(PyDict_GET_SIZE(loop->over) != loop->size)) {
            PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration");
            return -1;
        }
        if (!PyDict_Next(loop->over, &loop->position, &name, &item)) {
            return 0;
        }
        Py_INCREF(name);
        Py_INCREF(item);
        if (key != NULL) {
            before = *key;
            *key = name;
            Py_XDECREF(before);
        }
        else {
            Py_DECREF(name);
        }
        if (value != NULL) {
            before = *value;
            *value = item;
            Py_XDECREF(before);
        }
        else {
            Py_DECREF(item);
        }
        return 1;
    }
    PyObject *next = PyIter_Next(loop->over);
    if (next == NULL) {
        return PyErr_Occurred() != NULL ? -1 : 0;
    }
    if (key != NULL && value != NULL) {
        PyObject *pair = PySequence_Tuple(next);
        Py_DECREF(next);
        if (pair == NULL) {
            return -1;
        }
        if (PyTuple_GET_SIZE(pair) != 2) {
            Py_DECREF(pair);
            PyErr_SetString(PyExc_ValueError, "items of a mapping are pairs");
            return -1;
        }
        before = *key;
        *key = Py_NewRef(PyTuple_GET_ITEM(pair, 0));
        Py_XDECREF(before);
        before = *value;
        *value = Py_NewRef(PyTuple_GET_ITEM(pair, 1));
        Py_XDECREF(before);
        Py_DECREF(pair);
        return 1;
    }
    PyObject **to = key != NULL ? key : value;
    before = *to;
    *to = next;
    Py_XDECREF(before);
    return 1;
}

static inline void tw_raise(PyObject *what)
{
    if (PyExceptionClass_Check(what)) {
        PyErr_SetNone(what);
    }
    else if (PyExceptionInstance_Check(what)) {
        PyErr_SetObject((PyObject *)Py_TYPE(what), what);
    }
    else {
        PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
    }
}

/* Functions that call others count as a level of recursion. */
#define TW_ENTER Py_EnterRecursiveCall(" while reading JSON data")
#define TW_LEAVE Py_LeaveRecursiveCall()
