/** What every module speaks: reasons to refuse, callers, settings, business days. Depends on no other module. */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package dev.guildhall.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
