/* A register machine that runs byte code by computed goto: a sieve, a recursive function, and a hash of memory. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum operation { LOAD_CONSTANT, MOVE, ADD, SUB, MUL, AND, SHIFT_RIGHT, LOAD, STORE, JUMP, IF_LESS, IF_ZERO, CALL, RETURN, PRINT, HALT };

struct instruction {
	uint8_t operation, a, b, c;
	int32_t value; /* a constant, or where to go */
};

#define WORDS 65536

struct machine {
	int32_t memory[WORDS];
	int32_t stack[4096];
	long executed;
};

static void run(struct machine *m, const struct instruction *code, int32_t *registers)
{
	static const void *const labels[] = {
		&&load_constant, &&move, &&add, &&sub, &&mul, &&and, &&shift_right, &&load, &&store, &&jump, &&if_less,
		&&if_zero, &&call, &&return_, &&print, &&halt,
	};
	const struct instruction *at = code;
	int32_t *top = m->stack;
	long executed = 0;
#define NEXT do { executed++; goto *labels[at->operation]; } while (0)
	NEXT;
load_constant:
	registers[at->a] = at->value;
	at++;
	NEXT;
move:
	registers[at->a] = registers[at->b];
	at++;
	NEXT;
add:
	registers[at->a] = (int32_t)((uint32_t)registers[at->b] + (uint32_t)registers[at->c]);
	at++;
	NEXT;
sub:
	registers[at->a] = (int32_t)((uint32_t)registers[at->b] - (uint32_t)registers[at->c]);
	at++;
	NEXT;
mul:
	registers[at->a] = (int32_t)((uint32_t)registers[at->b] * (uint32_t)registers[at->c]);
	at++;
	NEXT;
and:
	registers[at->a] = registers[at->b] & registers[at->c];
	at++;
	NEXT;
shift_right:
	registers[at->a] = (int32_t)((uint32_t)registers[at->b] >> (registers[at->c] & 31));
	at++;
	NEXT;
load:
	registers[at->a] = m->memory[(uint32_t)registers[at->b] % WORDS];
	at++;
	NEXT;
store:
	m->memory[(uint32_t)registers[at->b] % WORDS] = registers[at->a];
	at++;
	NEXT;
jump:
	at = code + at->value;
	NEXT;
if_less:
	at = registers[at->a] < registers[at->b] ? code + at->value : at + 1;
	NEXT;
if_zero:
	at = registers[at->a] == 0 ? code + at->value : at + 1;
	NEXT;
call: /* saves the registers from a to b, and where to go on */
	for (int i = at->a; i <= at->b; i++)
		*top++ = registers[i];
	*top++ = (int32_t)(at - code);
	at = code + at->value;
	NEXT;
return_:
	at = code + *--top;
	for (int i = at->b; i >= at->a; i--)
		registers[i] = *--top;
	at++;
	NEXT;
print:
	printf("%d\n", (int)registers[at->a]);
	at++;
	NEXT;
halt:
	m->executed += executed;
}

static const struct instruction sieve[] = {
	/* r0 = 0, r1 = 1, r2 = limit, r3 = i, r4 = j, r5 = flag, r6 = count */
	{ LOAD_CONSTANT, 0, 0, 0, 0 },       { LOAD_CONSTANT, 1, 0, 0, 1 },
	{ LOAD_CONSTANT, 2, 0, 0, 60000 },   { LOAD_CONSTANT, 3, 0, 0, 2 },
	{ LOAD_CONSTANT, 6, 0, 0, 0 },
	/* 5: clear */
	{ STORE, 0, 3, 0, 0 },               { ADD, 3, 3, 1, 0 },
	{ IF_LESS, 3, 2, 0, 5 },             { LOAD_CONSTANT, 3, 0, 0, 2 },
	/* 9: next number */
	{ LOAD, 5, 3, 0, 0 },                { IF_ZERO, 5, 0, 0, 12 },
	{ JUMP, 0, 0, 0, 18 },
	/* 12: a prime */
	{ ADD, 6, 6, 1, 0 },                 { ADD, 4, 3, 3, 0 },
	/* 14: its multiples */
	{ IF_LESS, 2, 4, 0, 18 },            { STORE, 1, 4, 0, 0 },
	{ ADD, 4, 4, 3, 0 },                 { JUMP, 0, 0, 0, 14 },
	/* 18 */
	{ ADD, 3, 3, 1, 0 },                 { IF_LESS, 3, 2, 0, 9 },
	{ PRINT, 6, 0, 0, 0 },               { HALT, 0, 0, 0, 0 },
};

static const struct instruction fibonacci[] = {
	/* r0 = 1, r1 = 2, r2 = n, r3 = result, r4 = partial */
	{ LOAD_CONSTANT, 0, 0, 0, 1 },       { LOAD_CONSTANT, 1, 0, 0, 2 },
	{ LOAD_CONSTANT, 2, 0, 0, 28 },      { CALL, 2, 2, 0, 6 },
	{ PRINT, 3, 0, 0, 0 },               { HALT, 0, 0, 0, 0 },
	/* 6: the function */
	{ IF_LESS, 2, 1, 0, 14 },            { SUB, 2, 2, 0, 0 },
	{ CALL, 2, 2, 0, 6 },                { MOVE, 4, 3, 0, 0 },
	{ SUB, 2, 2, 0, 0 },                 { CALL, 4, 4, 0, 6 },
	{ ADD, 3, 3, 4, 0 },                 { RETURN, 0, 0, 0, 0 },
	/* 14 */
	{ MOVE, 3, 2, 0, 0 },                { RETURN, 0, 0, 0, 0 },
};

static const struct instruction mixing[] = {
	/* r0 = 0, r1 = 1, r2 = rounds, r3 = i, r4 = hash, r5 = factor, r6 = shift, r7 = word */
	{ LOAD_CONSTANT, 0, 0, 0, 0 },       { LOAD_CONSTANT, 1, 0, 0, 1 },
	{ LOAD_CONSTANT, 2, 0, 0, 12000000 }, { LOAD_CONSTANT, 3, 0, 0, 0 },
	{ LOAD_CONSTANT, 4, 0, 0, 77 },      { LOAD_CONSTANT, 5, 0, 0, 1664525 },
	{ LOAD_CONSTANT, 6, 0, 0, 9 },
	/* 7 */
	{ MUL, 4, 4, 5, 0 },                 { ADD, 4, 4, 3, 0 },
	{ SHIFT_RIGHT, 7, 4, 6, 0 },         { LOAD, 8, 7, 0, 0 },
	{ ADD, 8, 8, 4, 0 },                 { STORE, 8, 7, 0, 0 },
	{ ADD, 3, 3, 1, 0 },                 { IF_LESS, 3, 2, 0, 7 },
	{ AND, 4, 4, 8, 0 },                 { PRINT, 4, 0, 0, 0 },
	{ HALT, 0, 0, 0, 0 },
};

int main(void)
{
	static struct machine machine;
	int32_t registers[256];
	memset(registers, 0, sizeof registers);
	for (int i = 0; i < 80; i++)
		run(&machine, sieve, registers);
	for (int i = 0; i < 8; i++)
		run(&machine, fibonacci, registers);
	run(&machine, mixing, registers);
	uint32_t hash = 0;
	for (int i = 0; i < WORDS; i++)
		hash = hash * 31 + (uint32_t)machine.memory[i];
	printf("%ld %u\n", machine.executed, (unsigned)hash);
	return 0;
}
