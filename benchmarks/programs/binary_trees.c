/* Many small trees, made, walked and freed: recursion, pointers, malloc. */
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *left, *right;
};

static struct node *make(int depth)
{
	struct node *node = malloc(sizeof *node);
	if (!node)
		exit(1);
	if (depth > 0) {
		node->left = make(depth - 1);
		node->right = make(depth - 1);
	} else {
		node->left = node->right = NULL;
	}
	return node;
}

static int count(const struct node *node)
{
	return node->left ? 1 + count(node->left) + count(node->right) : 1;
}

static void discard(struct node *node)
{
	if (node->left) {
		discard(node->left);
		discard(node->right);
	}
	free(node);
}

int main(void)
{
	int deepest = 13;
	struct node *kept = make(deepest);
	for (int depth = 4; depth <= deepest; depth += 4) {
		int rounds = 1 << (deepest - depth + 8), total = 0;
		for (int i = 0; i < rounds; i++) {
			struct node *tree = make(depth);
			total += count(tree);
			discard(tree);
		}
		printf("%d trees of depth %d: %d\n", rounds, depth, total);
	}
	printf("%d\n", count(kept));
	discard(kept);
	return 0;
}
