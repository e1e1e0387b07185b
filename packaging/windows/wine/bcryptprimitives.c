/* Windows has this library since version 7, wine since 8.5: random bytes, for what is written in
   Rust. For trying only; never shipped. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(unsigned char *bytes, size_t count)
{
    return RtlGenRandom(bytes, (ULONG)count);
}
