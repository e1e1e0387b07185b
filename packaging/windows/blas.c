/* The sums and products that numpy asks a library of linear algebra for, as plain loops: a chart of
 * pain over weeks has nothing that would be worth 20 MB. Every name is one that numpy imports. */
#include <stdint.h>

typedef int64_t whole;
enum { ROWS = 101, AS_IS = 111, CONJUGATED = 113, UPPER = 121 };

#define SAME(x) (x)
#define NAME(letter, what) __declspec(dllexport) scipy_cblas_##letter##what##64_
/* With a negative step, the first is at the end of the memory. */
#define FIRST(step, count) ((step) < 0 ? (1 - (count)) * (step) : 0)

#define ALGEBRA(letter, T, SCALAR, VALUE, CONJ)                                                    \
    static inline T letter##_at(const T *a, whole r, whole c, whole ld, int rows, int as_is)       \
    {                                                                                              \
        whole low = as_is == AS_IS ? r : c, high = as_is == AS_IS ? c : r;                         \
        T x = rows ? a[low * ld + high] : a[high * ld + low];                                      \
        return as_is == CONJUGATED ? CONJ(x) : x;                                                  \
    }                                                                                              \
    void NAME(letter, axpy)(whole n, SCALAR alpha, const T *x, whole dx, T *y, whole dy)           \
    {                                                                                              \
        whole i = FIRST(dx, n), j = FIRST(dy, n);                                                  \
        for (whole k = 0; k < n; k++, i += dx, j += dy)                                            \
            y[j] += VALUE(T, alpha) * x[i];                                                        \
    }                                                                                              \
    void NAME(letter, gemv)(int order, int trans, whole m, whole n, SCALAR alpha, const T *a,      \
                            whole lda, const T *x, whole dx, SCALAR beta, T *y, whole dy)          \
    {                                                                                              \
        whole high = trans == AS_IS ? m : n, wide = trans == AS_IS ? n : m;                        \
        whole j = FIRST(dy, high);                                                                 \
        for (whole r = 0; r < high; r++, j += dy) {                                                \
            T sum = 0;                                                                             \
            whole i = FIRST(dx, wide);                                                             \
            for (whole c = 0; c < wide; c++, i += dx)                                              \
                sum += letter##_at(a, r, c, lda, order == ROWS, trans) * x[i];                     \
            /* What was there may be no number, and is not looked at where it does not count. */   \
            T kept = VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * y[j];                              \
            y[j] = VALUE(T, alpha) * sum + kept;                                                   \
        }                                                                                          \
    }                                                                                              \
    void NAME(letter, gemm)(int order, int ta, int tb, whole m, whole n, whole k, SCALAR alpha,    \
                            const T *a, whole lda, const T *b, whole ldb, SCALAR beta, T *c,       \
                            whole ldc)                                                             \
    {                                                                                              \
        int rows = order == ROWS;                                                                  \
        for (whole i = 0; i < m; i++)                                                              \
            for (whole j = 0; j < n; j++) {                                                        \
                T sum = 0, *to = rows ? &c[i * ldc + j] : &c[j * ldc + i];                         \
                for (whole l = 0; l < k; l++)                                                      \
                    sum += letter##_at(a, i, l, lda, rows, ta) *                                   \
                           letter##_at(b, l, j, ldb, rows, tb);                                    \
                T kept = VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * *to;                           \
                *to = VALUE(T, alpha) * sum + kept;                                                \
            }                                                                                      \
    }                                                                                              \
    void NAME(letter, syrk)(int order, int half, int trans, whole n, whole k, SCALAR alpha,        \
                            const T *a, whole lda, SCALAR beta, T *c, whole ldc)                   \
    {                                                                                              \
        int rows = order == ROWS;                                                                  \
        for (whole i = 0; i < n; i++)                                                              \
            for (whole j = 0; j < n; j++) {                                                        \
                if (half == UPPER ? j < i : j > i)                                                 \
                    continue;                                                                      \
                T sum = 0, *to = rows ? &c[i * ldc + j] : &c[j * ldc + i];                         \
                for (whole l = 0; l < k; l++)                                                      \
                    sum += letter##_at(a, i, l, lda, rows, trans) *                                \
                           letter##_at(a, j, l, lda, rows, trans);                                 \
                T kept = VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * *to;                           \
                *to = VALUE(T, alpha) * sum + kept;                                                \
            }                                                                                      \
    }

#define DOT(letter, what, T, OF)                                                                   \
    void NAME(letter, what)(whole n, const T *x, whole dx, const T *y, whole dy, T *sum)           \
    {                                                                                              \
        whole i = FIRST(dx, n), j = FIRST(dy, n);                                                  \
        *sum = 0;                                                                                  \
        for (whole k = 0; k < n; k++, i += dx, j += dy)                                            \
            *sum += OF(x[i]) * y[j];                                                               \
    }

#define REAL_DOT(letter, T)                                                                        \
    T NAME(letter, dot)(whole n, const T *x, whole dx, const T *y, whole dy)                       \
    {                                                                                              \
        whole i = FIRST(dx, n), j = FIRST(dy, n);                                                  \
        T sum = 0;                                                                                 \
        for (whole k = 0; k < n; k++, i += dx, j += dy)                                            \
            sum += x[i] * y[j];                                                                    \
        return sum;                                                                                \
    }

#define GIVEN(T, x) (x)
#define POINTED(T, x) (*(const T *)(x))

ALGEBRA(s, float, float, GIVEN, SAME)
ALGEBRA(d, double, double, GIVEN, SAME)
ALGEBRA(c, float _Complex, const void *, POINTED, ~)
ALGEBRA(z, double _Complex, const void *, POINTED, ~)
REAL_DOT(s, float)
REAL_DOT(d, double)
DOT(c, dotu_sub, float _Complex, SAME)
DOT(z, dotu_sub, double _Complex, SAME)
DOT(c, dotc_sub, float _Complex, ~)
DOT(z, dotc_sub, double _Complex, ~)

/* Set by gcc where numbers with a point are used. */
int _fltused;

int __stdcall DllMain(void *library, unsigned reason, void *reserved)
{
    return 1;
}
