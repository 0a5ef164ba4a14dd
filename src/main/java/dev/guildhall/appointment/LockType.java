package dev.guildhall.appointment;

/** What keeps the client out of the device. */
public enum LockType {
    PIN,
    GOOGLE,
    APPLE_ID,
    OTHER
}
