/* options: -w -fno-optimize-sibling-calls */
/* <unwind.h>: walking the stack. */
#include <stdio.h>
#include <unwind.h>

static int found;
void *volatile address;

static _Unwind_Reason_Code frame(struct _Unwind_Context *context, void *limit)
{
    int before;
    address = (void *)_Unwind_GetIPInfo(context, &before);
    if (_Unwind_FindEnclosingFunction((void *)_Unwind_GetIP(context)) == limit)
        found++;
    return _URC_NO_REASON;
}

__attribute__((noipa)) int deep(int n)
{
    if (n)
        return deep(n - 1) + 1;
    return _Unwind_Backtrace(frame, deep) == _URC_END_OF_STACK;
}

int main(void)
{
    printf("%d", deep(5));
    printf(" %d %zu %zu\n", found, sizeof(struct _Unwind_Exception), _Alignof(struct _Unwind_Exception));
    return 0;
}
