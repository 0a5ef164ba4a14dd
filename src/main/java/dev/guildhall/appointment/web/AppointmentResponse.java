package dev.guildhall.appointment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.guildhall.appointment.web.AvailableActions.AvailableAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as one reader sees it.
 *
 * @param masterUsername left out while nobody is assigned, as the original does
 * @param paymentProofReused whether its proof was another order's; left out for its client and whoever may not see the payment
 * @param paymentProofDuplicates of these orders, those that the reader may see; left out together with it
 * @param warnings only in the answer to an override: what the status lacks
 * @param availableActions what the reader can do with it; left out unless they ask
 */
record AppointmentResponse(
        long id,
        String brand,
        String model,
        String lockType,
        boolean hasPc,
        String description,
        @Nullable String photoLockScreen,
        @Nullable String photoLockScreenUrl,
        String status,
        @Nullable Integer totalPrice,
        String currency,
        @Nullable String paymentMethod,
        @Nullable String paymentProof,
        @Nullable String paymentProofUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean paymentProofReused,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> paymentProofDuplicates,
        @Nullable Instant paymentMarkedAt,
        @Nullable Instant paymentConfirmedAt,
        @Nullable Long paymentConfirmedBy,
        long client,
        String clientUsername,
        @Nullable Long assignedMaster,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String masterUsername,
        @Nullable Integer clientRiskScore,
        @Nullable String clientRiskLevel,
        @Nullable Instant takenAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant responseDeadlineAt,
        @Nullable Instant completionDeadlineAt,
        boolean slaBreached,
        List<String> platformTags,
        long unreadCount,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AvailableAction> availableActions) {}
