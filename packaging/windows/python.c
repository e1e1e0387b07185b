/* Starts Python as its own python.exe does: the runtime that is packed for programs has none. */
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    int (*run)(int, wchar_t **) = (void *)GetProcAddress(python, "Py_Main");
    return run ? run(argc, argv) : 127;
}
