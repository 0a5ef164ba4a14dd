/** Whether the service is well, for load balancers and the original's monitoring. */
@NullMarked
package dev.guildhall.health;

import org.jspecify.annotations.NullMarked;
