-- By itself, because it reads the whole table: nobody waits for that, unlike for what V068 adds in a moment.
ALTER TABLE appointment VALIDATE CONSTRAINT appointment_payment_proof_duplicates_check;
