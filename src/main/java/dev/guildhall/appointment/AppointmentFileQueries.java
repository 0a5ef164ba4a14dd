package dev.guildhall.appointment;

import dev.guildhall.storage.FileOwner;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The files of appointments: photos and proofs. */
@Repository
class AppointmentFileQueries implements FileOwner {

    private final DatabaseClient database;

    AppointmentFileQueries(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Named> listNamed() {
        return database.sql("""
                        SELECT 'appointment ' || id || ', photo', photo_key FROM appointment WHERE photo_key IS NOT NULL
                        UNION ALL
                        SELECT 'appointment ' || id || ', payment proof', payment_proof_key FROM appointment WHERE payment_proof_key IS NOT NULL""")
                .map(row -> new Named(row.get(0, String.class), row.get(1, String.class)))
                .all();
    }
}
