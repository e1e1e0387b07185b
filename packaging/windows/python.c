/* Starts Python as its own python.exe does: the runtime that is packed for programs has none. With
 * MODULE it is a command that runs this module, as pip installs one, for the tests. */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    int (*run)(int, wchar_t **) = (void *)GetProcAddress(python, "Py_Main");
    if (!run)
        return 127;
#ifdef MODULE
    static wchar_t path[MAX_PATH];
    GetModuleFileNameW(NULL, path, MAX_PATH);
    wcscpy(wcsrchr(path, L'\\') + 1, L"python.exe");
    wchar_t **told = calloc(argc + 3, sizeof *told);
    told[0] = path, told[1] = L"-m", told[2] = MODULE;
    for (int i = 1; i < argc; i++)
        told[i + 2] = argv[i];
    return run(argc + 2, told);
#else
    return run(argc, argv);
#endif
}
