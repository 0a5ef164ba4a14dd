/** What the shop looks like as a whole: dashboards, system status, maintenance. Composes other modules and owns no table. */
@NullMarked
package dev.guildhall.admin;

import org.jspecify.annotations.NullMarked;
