// Linked to a program under test: it leaves no zeros on the stack, so that a read of what nothing wrote shows.
__attribute__((constructor)) static void fill_stack(void)
{
    char room[1 << 16];
    __builtin_memset(room, 0xa5, sizeof room);
    __asm__ volatile("" : : "r"(room) : "memory");
}
