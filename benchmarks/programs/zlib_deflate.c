/* zlib's deflate at three levels over text made here, and inflate back: linked with zlib's own sources. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zlib.h"

#define SIZE 2500000

static const char *const words[] = {
	"the", "compiler", "reads", "a", "header", "once", "and", "never", "again", "register", "window", "match", "of",
	"length", "distance", "literal", "in", "block", "tree", "code", "with", "bits", "for", "each", "symbol", "that",
};

int main(void)
{
	unsigned char *text = malloc(SIZE + 64), *back = malloc(SIZE);
	uLong room = compressBound(SIZE);
	unsigned char *packed = malloc(room);
	unsigned seed = 1;
	size_t size = 0;
	while (size < SIZE) {
		seed = seed * 1103515245 + 12345;
		if (seed >> 28 == 0)
			size += (size_t)sprintf((char *)text + size, "%u\n", seed);
		else
			size += (size_t)sprintf((char *)text + size, "%s ", words[(seed >> 16) % (sizeof words / sizeof *words)]);
	}
	for (int level = 1; level <= 9; level += 4) {
		uLongf length = room, restored = SIZE;
		if (compress2(packed, &length, text, SIZE, level) != Z_OK)
			return 1;
		for (int i = 0; i < 3; i++)
			if (uncompress(back, &restored, packed, length) != Z_OK || restored != SIZE || memcmp(text, back, SIZE))
				return 2;
		printf("level %d: %lu bytes, %08lx\n", level, (unsigned long)length, crc32(0, packed, (uInt)length));
	}
	return 0;
}
