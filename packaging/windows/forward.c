/* The body of a library that has nothing of its own: all its names lead to another one. */
int __stdcall DllMain(void *library, unsigned reason, void *reserved)
{
    return 1;
}
