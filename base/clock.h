/* Wall and CPU seconds, for the run's record and progress; never used inside a replication. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

double clock_wall_s(void); /* monotonic, from an arbitrary origin */
double clock_cpu_s(void);  /* of the whole process, all threads */

#endif
