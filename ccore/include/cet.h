/* For assembly: where an indirect call may arrive, and the note that says which of -fcf-protection the file keeps. */
#ifndef _CET_H_INCLUDED
#define _CET_H_INCLUDED

#ifdef __ASSEMBLER__
#if defined __CET__ && (__CET__ & 1)
#ifdef __x86_64__
#define _CET_ENDBR endbr64
#else
#define _CET_ENDBR endbr32
#endif
#else
#define _CET_ENDBR
#endif

#ifdef __CET__
/* A note of type 5 by "GNU": property 0xc0000002, of which bit 0 is indirect branch tracking and bit 1 the shadow stack
   (psABI of x86-64, program properties).  Its descriptor is padded to a word. */
    .pushsection .note.gnu.property, "a"
#ifdef __LP64__
    .balign 8
    .long 4, 16, 5
    .asciz "GNU"
    .long 0xc0000002, 4, __CET__ & 3, 0
#else
    .balign 4
    .long 4, 12, 5
    .asciz "GNU"
    .long 0xc0000002, 4, __CET__ & 3
#endif
    .popsection
#endif
#endif

#endif
