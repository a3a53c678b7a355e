/* Five bodies under gravity, by a symplectic integrator: double arithmetic, square roots, structures in an array. */
#include <math.h>
#include <stdio.h>

#define BODIES 5
#define YEAR 365.24
#define MASS (4 * 3.141592653589793 * 3.141592653589793)

struct body {
	double x, y, z, vx, vy, vz, mass;
};

static struct body bodies[BODIES] = {
	{ 0, 0, 0, 0, 0, 0, MASS },
	{ 4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694 * YEAR,
	  0.00769901118419740425 * YEAR, -0.0000690460016972063023 * YEAR, 0.000954791938424326609 * MASS },
	{ 8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411740 * YEAR,
	  0.00499852801234917238 * YEAR, 0.0000230417297573763929 * YEAR, 0.000285885980666130812 * MASS },
	{ 12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618 * YEAR,
	  0.00237847173959480950 * YEAR, -0.0000296589568540237556 * YEAR, 0.0000436624404335156298 * MASS },
	{ 15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322 * YEAR,
	  0.00162824170038242295 * YEAR, -0.0000951592254519715870 * YEAR, 0.0000515138902046611451 * MASS },
};

static double energy(const struct body *b, int count)
{
	double sum = 0;
	for (int i = 0; i < count; i++) {
		sum += 0.5 * b[i].mass * (b[i].vx * b[i].vx + b[i].vy * b[i].vy + b[i].vz * b[i].vz);
		for (int j = i + 1; j < count; j++) {
			double dx = b[i].x - b[j].x, dy = b[i].y - b[j].y, dz = b[i].z - b[j].z;
			sum -= b[i].mass * b[j].mass / sqrt(dx * dx + dy * dy + dz * dz);
		}
	}
	return sum;
}

static void advance(struct body *b, int count, double dt)
{
	for (int i = 0; i < count; i++) {
		struct body *one = &b[i];
		for (int j = i + 1; j < count; j++) {
			struct body *other = &b[j];
			double dx = one->x - other->x, dy = one->y - other->y, dz = one->z - other->z;
			double squared = dx * dx + dy * dy + dz * dz;
			double magnitude = dt / (squared * sqrt(squared));
			one->vx -= dx * other->mass * magnitude;
			one->vy -= dy * other->mass * magnitude;
			one->vz -= dz * other->mass * magnitude;
			other->vx += dx * one->mass * magnitude;
			other->vy += dy * one->mass * magnitude;
			other->vz += dz * one->mass * magnitude;
		}
	}
	for (int i = 0; i < count; i++) {
		b[i].x += dt * b[i].vx;
		b[i].y += dt * b[i].vy;
		b[i].z += dt * b[i].vz;
	}
}

int main(void)
{
	double px = 0, py = 0, pz = 0;
	for (int i = 0; i < BODIES; i++) {
		px += bodies[i].vx * bodies[i].mass;
		py += bodies[i].vy * bodies[i].mass;
		pz += bodies[i].vz * bodies[i].mass;
	}
	bodies[0].vx = -px / MASS;
	bodies[0].vy = -py / MASS;
	bodies[0].vz = -pz / MASS;
	printf("%.9f\n", energy(bodies, BODIES));
	for (int i = 0; i < 2500000; i++)
		advance(bodies, BODIES, 0.01);
	printf("%.9f\n", energy(bodies, BODIES));
	return 0;
}
