/* What a file's own functions are wanted for. */
static int wanted_by_header(int);
static int unwanted(int);
static inline int wrapper(int x) { return wanted_by_header(x) + number_of_header; }
