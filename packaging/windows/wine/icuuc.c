/* Windows has this library since version 10 1703, wine 8 has not. Qt asks it for rare encodings of
   text: here it says that it has none. For trying only; never shipped. */
#define SAID __declspec(dllexport)
#define NOT_FOUND 4 /* U_FILE_ACCESS_ERROR */

SAID void *ucnv_open(const char *name, int *error) { if (error) *error = NOT_FOUND; return 0; }
SAID void ucnv_close(void *converter) {}
SAID void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
SAID void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
SAID void ucnv_reset(void *converter) {}
SAID signed char ucnv_getMaxCharSize(void *converter) { return 1; }
SAID const char *ucnv_getName(void *converter, int *error) { if (error) *error = NOT_FOUND; return 0; }
SAID void ucnv_getToUCallBack(void *converter, void **act, const void **context) {}
SAID void ucnv_getFromUCallBack(void *converter, void **act, const void **context) {}
SAID void ucnv_setToUCallBack(void *c, void *a, const void *b, void **o, const void **p, int *e) {}
SAID void ucnv_setFromUCallBack(void *c, void *a, const void *b, void **o, const void **p, int *e) {}
SAID void ucnv_cbToUWriteUChars(void *a, const void *s, int n, int o, int *e) {}
SAID void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, int *e) {}
SAID void ucnv_toUnicode(void) {}
SAID void ucnv_fromUnicode(void) {}
SAID int ucnv_toUCountPending(void *converter, int *error) { return 0; }
SAID int ucnv_fromUCountPending(void *converter, int *error) { return 0; }
SAID const char *ucnv_getStandardName(const char *n, const char *s, int *e) { if (e) *e = NOT_FOUND; return 0; }
SAID const char *ucnv_getAvailableName(int number) { return 0; }
SAID int ucnv_countAvailable(void) { return 0; }
