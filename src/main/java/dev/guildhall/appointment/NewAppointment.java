package dev.guildhall.appointment;

import dev.guildhall.shared.web.Upload;
import java.util.Optional;

/** What a client files. */
public record NewAppointment(
        String brand, String model, LockType lockType, boolean hasPc, String description, Optional<Upload> photo) {}
