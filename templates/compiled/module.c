
/* --- the module ------------------------------------------------------------------------------ */

/* A constant: its kind, its text, and how many bytes that has. */
typedef struct {
    char kind;
    const char *text;
    Py_ssize_t size;
} tw_constant;

/* A slot: the class, as a number among the names, and the attribute. */
typedef struct {
    int class_;
    const char *name;
} tw_slot;

/* A module of the package, with what its functions use and the functions themselves. */
typedef struct {
    const char *module;
    const char *const *names;
    int first_name, count_names;
    const tw_constant *constants;
    int first_constant, count_constants;
    const tw_slot *slots;
    int first_slot, count_slots;
    int first_shape, count_shapes;
    PyMethodDef *functions;
} tw_group;

/* A class of the package: its static methods with a way past them, and what these were before, as
   numbers among the originals; and its methods. */
typedef struct {
    const char *name;
    PyMethodDef *statics;
    int first_original;
    PyMethodDef *methods;
} tw_class;

TW_SHARED const tw_group tw_groups[];
TW_SHARED const int tw_count;
TW_SHARED const tw_class tw_classes[];
TW_SHARED const int tw_count_classes;
TW_SHARED PyObject *tw_originals[];
TW_SHARED const char *const tw_sources;
TW_SHARED PyObject *tw_past(PyObject *found, int original, PyObject *value);

/* The package, once this module is loaded; there is one of it in a process. */
static PyObject *tw_package;

static PyObject *tw_constant_of(const tw_constant *constant)
{
    PyObject *text, *value;
    switch (constant->kind) {
    case 's':
        text = PyUnicode_DecodeUTF8(constant->text, constant->size, "surrogatepass");
        if (text != NULL) {
            PyUnicode_InternInPlace(&text);
        }
        return text;
    case 'i':
        return PyLong_FromString(constant->text, NULL, 10);
    default:
        text = PyUnicode_FromString(constant->text);
        if (text == NULL) {
            return NULL;
        }
        value = PyFloat_FromString(text);
        Py_DECREF(text);
        return value;
    }
}

/* Where an attribute of the objects of a class is stored; 0 if nobody knows. */
static Py_ssize_t tw_slot_of(PyObject *class_, const char *name)
{
    if (!PyType_Check(class_) || (((PyTypeObject *)class_)->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) {
        return 0;
    }
    PyObject *member = PyObject_GetAttrString(class_, name);
    if (member == NULL) {
        PyErr_Clear();
        return 0;
    }
    Py_ssize_t offset = 0;
    if (Py_IS_TYPE(member, &PyMemberDescr_Type) &&
        PyType_IsSubtype((PyTypeObject *)class_, PyDescr_TYPE(member))) {
        PyMemberDef *found = ((PyMemberDescrObject *)member)->d_member;
        if (found->type == Py_T_OBJECT_EX && !(found->flags & Py_READONLY)) {
            offset = found->offset;
        }
    }
    Py_DECREF(member);
    return offset;
}

static void tw_fill(tw_shape *shape)
{
    for (int i = 0; i <= shape->mask; i++) {
        shape->table[i] = -1;
    }
    for (int i = 0; i < shape->count; i++) {
        PyObject *name = tw_constants[shape->first + shape->names[i]];
        size_t place = (size_t)PyObject_Hash(name);
        while (shape->table[place & (size_t)shape->mask] >= 0) {
            place++;
        }
        shape->table[place & (size_t)shape->mask] = (short)i;
    }
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

static inline int tw_is_member(const tw_shape *shape, int number, PyObject *key)
{
    return tw_is_key(key, tw_constants[shape->first + shape->names[number]]);
}

static inline int tw_number(const tw_shape *shape, PyObject *key)
{
    Py_hash_t hash = ((PyASCIIObject *)key)->hash;
    for (size_t place = (size_t)hash;; place++) {
        int number = shape->table[place & (size_t)shape->mask];
        if (number < 0 || tw_is_member(shape, number, key)) {
            return number;
        }
    }
}

/* A dictionary that is not much larger than the shape is walked once; in a large one, or one with
   keys that are no texts, each member is looked up. */
int tw_spread(tw_shape *shape, PyObject *dict, PyObject **members)
{
    if (PyDict_GET_SIZE(dict) <= 2 * (Py_ssize_t)shape->count + 8) {
        Py_ssize_t next = 0;
        PyObject *key, *item;
        for (int place = 0;; place++) {
            if (!PyDict_Next(dict, &next, &key, &item)) {
                return 0;
            }
            tw_seen *seen = place < shape->count ? &shape->seen[place] : NULL;
            if (seen != NULL && seen->key == key) {
                members[seen->number] = Py_NewRef(item);
                continue;
            }
            if (TW_UNLIKELY(!PyUnicode_CheckExact(key) || ((PyASCIIObject *)key)->hash == -1)) {
                break;
            }
            int number = -1;
            if (seen != NULL && seen->key != NULL && tw_is_member(shape, seen->number, key)) {
                number = seen->number;
            }
            else {
                number = tw_number(shape, key);
            }
            if (number >= 0) {
                members[number] = Py_NewRef(item);
                if (seen != NULL) {
                    PyObject *before = seen->key;
                    seen->key = Py_NewRef(key);
                    seen->number = number;
                    Py_XDECREF(before);
                }
            }
        }
    }
    for (int i = 0; i < shape->count; i++) {
        PyObject *key = tw_constants[shape->first + shape->names[i]];
        PyObject *item = PyDict_GetItemWithError(dict, key);
        if (item == NULL && PyErr_Occurred()) {
            return -1;
        }
        Py_XINCREF(item);
        Py_XDECREF(members[i]);
        members[i] = item;
    }
    return 0;
}

/* What a name means in a module. The module's own dictionary has something else for what was
   imported lazily and has not been used; the module itself then imports it. */
static PyObject *tw_meaning(PyObject *module, const char *name)
{
    if (PyDict_GetItemString(PyModule_GetDict(module), name) != NULL) {
        return PyObject_GetAttrString(module, name);
    }
    PyObject *found = PyDict_GetItemString(PyEval_GetBuiltins(), name);
    if (found == NULL) {
        return PyErr_Format(PyExc_ImportError, "there is no %s in %R", name, module);
    }
    return Py_NewRef(found);
}

/* Finds what the functions of a module use. */
static int tw_adopt(int number, PyObject *module)
{
    const tw_group *group = &tw_groups[number];
    for (int i = 0; i < group->count_constants; i++) {
        if (tw_assign(&tw_constants[group->first_constant + i],
                      tw_constant_of(&group->constants[i])) < 0) {
            return -1;
        }
    }
    for (int i = 0; i < group->count_names; i++) {
        if (tw_assign(&tw_names[group->first_name + i],
                      tw_meaning(module, group->names[i])) < 0) {
            return -1;
        }
    }
    for (int i = 0; i < group->count_slots; i++) {
        PyObject *class_ = tw_names[group->slots[i].class_];
        tw_slots[group->first_slot + i] = tw_slot_of(class_, group->slots[i].name);
    }
    for (int i = 0; i < group->count_shapes; i++) {
        tw_fill(&tw_shapes[group->first_shape + i]);
    }
    tw_ready[number] = 1;
    return 0;
}

/* Puts the functions of a module into it. */
static int tw_install(int number, PyObject *names)
{
    for (PyMethodDef *each = tw_groups[number].functions; each->ml_name != NULL; each++) {
        PyObject *module = PyDict_GetItemString(names, "__name__");
        PyObject *function = PyCFunction_NewEx(each, NULL, module);
        if (function == NULL || PyDict_SetItemString(names, each->ml_name, function) < 0) {
            Py_XDECREF(function);
            return -1;
        }
        Py_DECREF(function);
    }
    return 0;
}

int tw_need(int number)
{
    PyObject *name = PyUnicode_FromFormat("%U.%s", tw_package, tw_groups[number].module);
    if (name == NULL) {
        return -1;
    }
    PyObject *module = PyImport_Import(name);
    Py_DECREF(name);
    if (module == NULL) {
        return -1;
    }
    int failed = tw_ready[number] ? 0 : tw_adopt(number, module);
    Py_DECREF(module);
    return failed;
}

static PyObject *tw_arguments(Py_ssize_t wanted, Py_ssize_t given)
{
    return PyErr_Format(PyExc_TypeError, "expected %zd arguments, got %zd", wanted, given);
}

/* What a static method gives by the way past it, or else what it gives itself, which may be an
   exception that tells more. */
PyObject *tw_past(PyObject *found, int original, PyObject *value)
{
    if (found != NULL) {
        return found;
    }
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_Exception)) {
            return NULL;
        }
        PyErr_Clear();
    }
    return PyObject_CallOneArg(tw_originals[original], value);
}

/* Puts the static methods of a class in their places: they know their class and module, as those in
   Python do, so that they can be pickled. */
static int tw_adopt_statics(const tw_class *class_, PyObject *type, PyObject *module)
{
    int number = class_->first_original;
    for (PyMethodDef *each = class_->statics; each->ml_name != NULL; each++, number++) {
        PyObject *before = PyObject_GetAttrString(type, each->ml_name);
        if (tw_assign(&tw_originals[number], before) < 0) {
            return -1;
        }
        PyObject *function = PyCFunction_NewEx(each, type, module);
        PyObject *method = function == NULL ? NULL : PyStaticMethod_New(function);
        Py_XDECREF(function);
        if (method == NULL || PyObject_SetAttrString(type, each->ml_name, method) < 0) {
            Py_XDECREF(method);
            return -1;
        }
        Py_DECREF(method);
    }
    return 0;
}

static int tw_adopt_class(const tw_class *class_, PyObject *type)
{
    PyObject *module = PyObject_GetAttrString(type, "__module__");
    if (module == NULL) {
        return -1;
    }
    int failed = tw_adopt_statics(class_, type, module);
    Py_DECREF(module);
    if (failed) {
        return -1;
    }
    for (PyMethodDef *each = class_->methods; each->ml_name != NULL; each++) {
        PyObject *method = PyDescr_NewMethod((PyTypeObject *)type, each);
        if (method == NULL || PyObject_SetAttrString(type, each->ml_name, method) < 0) {
            Py_XDECREF(method);
            return -1;
        }
        Py_DECREF(method);
    }
    return 0;
}

/* The place of a name in a sorted table, whose rows begin with their names; -1 if it is not there. */
static int tw_place(const char *name, const void *rows, size_t size, int count)
{
    int low = 0, high = count;
    while (low < high) {
        int middle = (low + high) / 2;
        int order = strcmp(name, *(const char *const *)((const char *)rows + middle * size));
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            high = middle;
        }
        else {
            low = middle + 1;
        }
    }
    return -1;
}

static PyObject *adopt(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    const char *name;
    if (count != 2 || (name = PyUnicode_AsUTF8(arguments[0])) == NULL) {
        return PyErr_Format(PyExc_TypeError, "adopt() takes a name, and a module or class");
    }
    if (PyType_Check(arguments[1])) {
        int found = tw_place(name, tw_classes, sizeof(tw_class), tw_count_classes);
        if (found >= 0 && tw_adopt_class(&tw_classes[found], arguments[1]) < 0) {
            return NULL;
        }
    }
    else if (PyModule_Check(arguments[1])) {
        int found = tw_place(name, tw_groups, sizeof(tw_group), tw_count);
        PyObject *names = PyModule_GetDict(arguments[1]);
        if (found >= 0 && (tw_install(found, names) < 0 || tw_adopt(found, arguments[1]) < 0)) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

static int execute(PyObject *module)
{
    if (tw_package != NULL) {
        PyErr_SetString(PyExc_ImportError, "a compiled package is loaded once in a process");
        return -1;
    }
    PyObject *name = PyObject_GetAttrString(module, "__name__");
    if (name == NULL) {
        return -1;
    }
    Py_ssize_t dot = PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), -1);
    PyObject *package = dot < 0 ? NULL : PyUnicode_Substring(name, 0, dot);
    Py_DECREF(name);
    if (package == NULL) {
        if (dot < 0) {
            PyErr_SetString(PyExc_ImportError, "a compiled package has modules");
        }
        return -1;
    }
    if (PyModule_AddStringConstant(module, "SOURCES", tw_sources) < 0) {
        Py_DECREF(package);
        return -1;
    }
    tw_package = package;
    return 0;
}

static PyMethodDef functions[] = {
    {"adopt", (PyCFunction)(void (*)(void))adopt, METH_FASTCALL,
     "Puts compiled functions into a module or a class."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, execute},
#ifdef Py_mod_multiple_interpreters
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_compiled", NULL, 0, functions, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__compiled(void)
{
    return PyModuleDef_Init(&definition);
}
