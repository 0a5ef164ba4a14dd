package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentService.Override;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.LockType;
import dev.guildhall.appointment.NewAppointment;
import dev.guildhall.appointment.PaymentMethod;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.WrongState;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.Upload;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the actions take, read from their bodies. */
final class AppointmentRequests {

    private static final int LINE = 255;
    private static final int LONG_TEXT = 50_000;
    private static final Set<String> PHOTOS = Set.of(".jpg", ".jpeg", ".png");
    private static final Set<String> PROOFS = Set.of(".jpg", ".jpeg", ".png", ".pdf");
    private static final Map<String, LockType> LOCK_TYPES = byWord(LockType.values(), Enum::name);
    private static final Map<String, AppointmentStatus> STATUSES = byWord(AppointmentStatus.values(), Enum::name);
    private static final Map<String, PaymentMethod> METHODS = byWord(PaymentMethod.values(), PaymentMethod::word);

    private AppointmentRequests() {}

    static NewAppointment filed(Body body) {
        var fields = body.fields();
        var filed = new NewAppointment(
                fields.text("brand", LINE),
                fields.text("model", LINE),
                fields.choice("lock_type", LOCK_TYPES),
                fields.bool("has_pc", false),
                fields.text("description", LONG_TEXT),
                fields.file("photo_lock_screen", PHOTOS));
        fields.check();
        return filed;
    }

    /** The original takes no body here, so that it is optional. */
    static String reason(Body body) {
        var fields = body.fields();
        var reason = fields.text("reason", LONG_TEXT, "");
        fields.check();
        return reason;
    }

    static int price(Body body) {
        var fields = body.fields();
        var price = fields.integer("total_price", 1, Integer.MAX_VALUE);
        fields.check();
        return (int) price;
    }

    /** A missing file is a wrong call, not a wrong field: so says the original. */
    static Upload proof(Body body) {
        var fields = body.fields();
        if (!fields.hasFile("payment_proof")) {
            throw missingProof();
        }
        var proof = fields.file("payment_proof", PROOFS);
        fields.check();
        return proof.orElseThrow(AppointmentRequests::missingProof);
    }

    static PaymentMethod paymentMethod(Body body) {
        var fields = body.fields();
        var method = fields.choice("payment_method", METHODS);
        fields.check();
        return method;
    }

    static Override override(Body body) {
        var fields = body.fields();
        var wanted = new Override(fields.choice("status", STATUSES), fields.text("note", LONG_TEXT, ""));
        fields.check();
        return wanted;
    }

    static long master(Body body) {
        var fields = body.fields();
        var master = fields.integer("master", 1, Long.MAX_VALUE);
        fields.check();
        return master;
    }

    private static Refusal missingProof() {
        return new WrongState("appointment.proof_required");
    }

    private static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }
}
