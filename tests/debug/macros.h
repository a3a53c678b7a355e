#ifndef MACROS_H
#define MACROS_H
#define HEADER (LIMIT + 1)
#endif
