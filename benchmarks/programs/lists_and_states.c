/* What small processors do: linked lists sorted and searched, a state machine over text, 16-bit matrices, a checksum
   of all results by bits. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define ELEMENTS 120
#define SIDE 12

static uint16_t crc_byte(uint8_t byte, uint16_t crc)
{
	for (int i = 0; i < 8; i++) {
		int carry = (byte & 1) ^ (crc & 1);
		byte >>= 1;
		crc >>= 1;
		if (carry)
			crc ^= 0xa001;
	}
	return crc;
}

static uint16_t crc_word(uint32_t word, uint16_t crc)
{
	for (int i = 0; i < 4; i++, word >>= 8)
		crc = crc_byte((uint8_t)word, crc);
	return crc;
}

/* --- Lists --- */

struct data {
	int16_t value, place;
};

struct list {
	struct list *next;
	struct data *data;
};

typedef int (*order)(const struct data *, const struct data *);

static int by_value(const struct data *a, const struct data *b)
{
	return a->value - b->value;
}

static int by_place(const struct data *a, const struct data *b)
{
	return a->place - b->place;
}

static struct list *merge_sort(struct list *list, order compare)
{
	for (int size = 1; ; size *= 2) {
		struct list *rest = list, *tail = NULL;
		int merges = 0;
		list = NULL;
		while (rest) {
			struct list *other = rest;
			int left = 0, right = size;
			merges++;
			while (left < size && other) {
				left++;
				other = other->next;
			}
			while (left > 0 || (right > 0 && other)) {
				struct list *taken;
				if (left > 0 && (right == 0 || !other || compare(rest->data, other->data) <= 0)) {
					taken = rest;
					rest = rest->next;
					left--;
				} else {
					taken = other;
					other = other->next;
					right--;
				}
				if (tail)
					tail->next = taken;
				else
					list = taken;
				tail = taken;
			}
			rest = other;
		}
		if (tail)
			tail->next = NULL;
		if (merges <= 1)
			return list;
	}
}

static struct list *reverse(struct list *list)
{
	struct list *done = NULL;
	while (list) {
		struct list *next = list->next;
		list->next = done;
		done = list;
		list = next;
	}
	return done;
}

static const struct list *find(const struct list *list, int value)
{
	while (list && list->data->value != value)
		list = list->next;
	return list;
}

static uint16_t lists(struct list *list, struct data *data, int seed, uint16_t crc)
{
	for (int i = 0; i < ELEMENTS; i++) {
		data[i].value = (int16_t)((i * 7919 + seed) % 251);
		data[i].place = (int16_t)i;
		list[i].data = &data[i];
		list[i].next = i + 1 < ELEMENTS ? &list[i + 1] : NULL;
	}
	struct list *head = list;
	int found = 0;
	for (int i = 0; i < 10; i++) {
		const struct list *one = find(head, (seed + i * 13) % 251);
		found += one ? one->data->place : -1;
		head = reverse(head);
	}
	crc = crc_word((uint32_t)found, crc);
	head = merge_sort(head, by_value);
	for (const struct list *one = head; one; one = one->next)
		crc = crc_byte((uint8_t)one->data->place, crc);
	head = merge_sort(head, by_place);
	return crc_word((uint32_t)head->data->value, crc);
}

/* --- A state machine: which words are numbers? --- */

enum state { START, SIGN, INTEGER, POINT, FRACTION, EXPONENT, EXPONENT_SIGN, SCIENTIFIC, INVALID, STATES };

static const char text[] =
	"5012,1234,-874,+122,35.54400,.1234500,-110.700,+0.64400,5.500e+3,-.123e-2,-87e+832,+0.6e-12,T0.3e-1F,"
	"-T.T++Tq,1T3.4e4z,34.0e-T^,0.5e,1e+,,--1,77.7.7,.e1";

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum state step(const char **at, unsigned *transitions)
{
	enum state state = START;
	const char *p = *at;
	for (; *p && state != INVALID; p++) {
		char c = *p;
		if (c == ',') {
			p++;
			break;
		}
		enum state before = state;
		switch (state) {
		case START:
			if (is_digit(c))
				state = INTEGER;
			else if (c == '+' || c == '-')
				state = SIGN;
			else if (c == '.')
				state = POINT;
			else
				state = INVALID;
			break;
		case SIGN:
			state = is_digit(c) ? INTEGER : c == '.' ? POINT : INVALID;
			break;
		case INTEGER:
			if (c == '.')
				state = FRACTION;
			else if (c == 'e' || c == 'E')
				state = EXPONENT;
			else if (!is_digit(c))
				state = INVALID;
			break;
		case POINT:
			state = is_digit(c) ? FRACTION : INVALID;
			break;
		case FRACTION:
			if (c == 'e' || c == 'E')
				state = EXPONENT;
			else if (!is_digit(c))
				state = INVALID;
			break;
		case EXPONENT:
			state = c == '+' || c == '-' ? EXPONENT_SIGN : is_digit(c) ? SCIENTIFIC : INVALID;
			break;
		case EXPONENT_SIGN:
			state = is_digit(c) ? SCIENTIFIC : INVALID;
			break;
		case SCIENTIFIC:
			if (!is_digit(c))
				state = INVALID;
			break;
		default:
			break;
		}
		if (state != before)
			transitions[state]++;
	}
	*at = p;
	return state;
}

static uint16_t states(uint16_t crc)
{
	unsigned ends[STATES] = { 0 }, transitions[STATES] = { 0 };
	for (const char *at = text; *at;)
		ends[step(&at, transitions)]++;
	for (int i = 0; i < STATES; i++)
		crc = crc_word(transitions[i] << 8 | ends[i], crc);
	return crc;
}

/* --- Matrices --- */

static uint16_t matrices(int16_t a[SIDE][SIDE], int16_t b[SIDE][SIDE], int32_t c[SIDE][SIDE], int seed, uint16_t crc)
{
	for (int i = 0; i < SIDE; i++)
		for (int j = 0; j < SIDE; j++) {
			a[i][j] = (int16_t)((i * SIDE + j) * seed % 113);
			b[i][j] = (int16_t)((j * SIDE + i) ^ seed);
		}
	for (int i = 0; i < SIDE; i++)
		for (int j = 0; j < SIDE; j++) {
			c[i][j] = 0;
			for (int k = 0; k < SIDE; k++) {
				int32_t product = (int32_t)a[i][k] * b[k][j];
				c[i][j] += (product >> 2 & 15) * (product >> 5 & 127);
			}
		}
	int32_t sum = 0, previous = 0;
	for (int i = 0; i < SIDE; i++)
		for (int j = 0; j < SIDE; j++) {
			sum += c[i][j] > previous ? 10 : c[i][j] & 3;
			previous = c[i][j];
		}
	return crc_word((uint32_t)sum, crc);
}

int main(void)
{
	static struct list list[ELEMENTS];
	static struct data data[ELEMENTS];
	static int16_t a[SIDE][SIDE], b[SIDE][SIDE];
	static int32_t c[SIDE][SIDE];
	uint16_t crc = 0;
	for (int round = 1; round <= 20000; round++) {
		crc = lists(list, data, round, crc);
		crc = states(crc);
		crc = matrices(a, b, c, round, crc);
		if (round % 5000 == 0)
			printf("%d %04x\n", round, crc);
	}
	return 0;
}
