#include "shared.h"

int tw_replace(PyObject **to, PyObject *value)
{
    if (value == NULL) {
        return -1;
    }
    PyObject *before = *to;
    *to = value;
    Py_XDECREF(before);
    return 0;
}

int tw_set(PyObject *object, Py_ssize_t slot, PyObject *name, PyObject *value)
{
    if (value == NULL) {
        return -1;
    }
    if (slot <= 0) {
        int failed = PyObject_SetAttr(object, name, value);
        Py_DECREF(value);
        return failed;
    }
    return tw_replace((PyObject **)((char *)object + slot), value);
}

PyObject *tw_item(PyObject *container, PyObject *key)
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

PyObject *tw_get(PyObject *container, PyObject *key, PyObject *name)
{
    if (PyDict_CheckExact(container)) {
        PyObject *item = PyDict_GetItemWithError(container, key);
        if (item == NULL) {
            return TW_UNLIKELY(PyErr_Occurred() != NULL) ? NULL : Py_NewRef(Py_None);
        }
        return Py_NewRef(item);
    }
    return PyObject_CallMethodOneArg(container, name, key);
}

int tw_find(PyObject **to, PyObject *container, PyObject *key)
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

int tw_contains(PyObject *container, PyObject *key)
{
    if (PyDict_CheckExact(container)) {
        return PyDict_Contains(container, key);
    }
    if (PyFrozenSet_CheckExact(container) && PyUnicode_CheckExact(key)) {
        return PySet_Contains(container, key);
    }
    return PySequence_Contains(container, key);
}

Py_ssize_t tw_size(PyObject *value)
{
    if (PyUnicode_CheckExact(value)) {
        return PyUnicode_GET_LENGTH(value);
    }
    if (PyList_CheckExact(value)) {
        return PyList_GET_SIZE(value);
    }
    return PyObject_Size(value);
}

int tw_compare(PyObject *left, PyObject *right, int how)
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

int tw_versus_text(PyObject *value, PyObject *text, int how)
{
    if (value == text) {
        return how == Py_EQ;
    }
    if (TW_UNLIKELY(!PyUnicode_CheckExact(value))) {
        return tw_compare(value, text, how);
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (PyUnicode_GET_LENGTH(value) != length || PyUnicode_KIND(value) != PyUnicode_KIND(text)) {
        return how != Py_EQ;
    }
    int order = memcmp(PyUnicode_DATA(value), PyUnicode_DATA(text), length * PyUnicode_KIND(text));
    return (order == 0) == (how == Py_EQ);
}

int tw_versus(PyObject *value, long number, PyObject *object, int how)
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

PyObject *tw_dict(PyObject *value)
{
    if (PyDict_CheckExact(value)) {
        return PyDict_Copy(value);
    }
    return PyObject_CallOneArg((PyObject *)&PyDict_Type, value);
}

PyObject *tw_list(PyObject *value)
{
    if (PyList_CheckExact(value)) {
        return PyList_GetSlice(value, 0, PyList_GET_SIZE(value));
    }
    return PyObject_CallOneArg((PyObject *)&PyList_Type, value);
}

PyObject *tw_copy(PyObject *value, PyObject *name)
{
    if (PyDict_CheckExact(value)) {
        return PyDict_Copy(value);
    }
    if (PyList_CheckExact(value)) {
        return PyList_GetSlice(value, 0, PyList_GET_SIZE(value));
    }
    return PyObject_CallMethodNoArgs(value, name);
}

int tw_append(PyObject *list, PyObject *name, PyObject *value)
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

int tw_put(PyObject *container, PyObject *key, PyObject *value)
{
    if (PyDict_CheckExact(container)) {
        return PyDict_SetItem(container, key, value);
    }
    return PyObject_SetItem(container, key, value);
}

int tw_begin(tw_loop *loop, PyObject *value)
{
    if (PyList_CheckExact(value)) {
        loop->over = Py_NewRef(value);
        loop->position = 0;
        return 0;
    }
    loop->over = PyObject_GetIter(value);
    return loop->over == NULL ? -1 : 0;
}

int tw_next(tw_loop *loop, PyObject **to)
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

int tw_begin_members(tw_loop *loop, PyObject *value, PyObject *name)
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

int tw_next_members(tw_loop *loop, PyObject **key, PyObject **value)
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

void tw_raise(PyObject *what)
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

void tw_drop(PyObject **members, int count)
{
    for (int i = 0; i < count; i++) {
        Py_XDECREF(members[i]);
    }
}

void tw_clear(PyObject **members, int count)
{
    for (int i = 0; i < count; i++) {
        Py_CLEAR(members[i]);
    }
}
